package io.millrace.contracts;

/// An event on its way to a processor, with all the parts that its features will come in.
///
/// The first part carries the event itself to the model service; the others carry values alone.
public record RoutedEvent(Event event, RoutingSlip slip) implements EntityRecord {

  @Override
  public Stamp stamp() {
    return slip.stamp();
  }

  /// Whether the event rides with this part.
  public boolean carriedBy(Part part) {
    return slip.allParts().getFirst().equals(part);
  }
}
