package io.millrace.contracts;

import java.util.List;

/// An event on its way to a processor, with all the parts that its features will come in.
///
/// The first part carries the event itself to the model service; the others carry values alone.
public record RoutedEvent(Event event, List<Part> parts) implements EntityRecord {

  public RoutedEvent {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.stream().distinct().count() != parts.size()) {
      throw new IllegalArgumentException(
          "event %s needs parts, each once: %s".formatted(event.id(), parts));
    }
  }

  /// Whether the event rides with this part.
  public boolean carriedBy(Part part) {
    return parts.getFirst().equals(part);
  }
}
