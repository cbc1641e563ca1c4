package io.millrace.model;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutingSlip;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parts that a prediction is made of.
///
/// @param parts what is there of them, in the order in which they name themselves; the event is
///   among them
public record JoinedParts(List<FeaturePart> parts) {

  public JoinedParts {
    parts = List.copyOf(parts);
    if (event(parts) == null) {
      throw new IllegalArgumentException("none of the parts carries the event: " + parts);
    }
  }

  /// All parts that the event has, those that are not here among them.
  public List<Part> expected() {
    return slip().allParts();
  }

  /// The releases that are asked, and for which parts.
  public RoutingSlip slip() {
    return parts.getFirst().about().slip();
  }

  /// The part with this name, if it is here.
  public @Nullable FeaturePart part(Part name) {
    for (FeaturePart part : parts) {
      if (part.about().part().equals(name)) {
        return part;
      }
    }
    return null;
  }

  public Event event() {
    return Objects.requireNonNull(event(parts));
  }

  private static @Nullable Event event(List<FeaturePart> parts) {
    for (FeaturePart part : parts) {
      if (part.about().event() != null) {
        return part.about().event();
      }
    }
    return null;
  }
}
