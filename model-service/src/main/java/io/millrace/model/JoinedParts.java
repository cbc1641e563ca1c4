package io.millrace.model;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The parts that a prediction is made of.
///
/// @param timestamp the latest record timestamp of the parts
/// @param parts what is there of them, in the order in which they name themselves; the event is
///   among them
record JoinedParts(long timestamp, List<FeaturePart> parts) {

  JoinedParts {
    parts = List.copyOf(parts);
    if (event(parts).isEmpty()) {
      throw new IllegalArgumentException("none of the parts carries the event: " + parts);
    }
  }

  /// All parts that the event has, those that are not here among them.
  List<Part> expected() {
    return parts.getFirst().about().parts();
  }

  /// The part with this name, if it is here.
  Optional<FeaturePart> part(Part name) {
    return parts.stream().filter(part -> part.about().part().equals(name)).findFirst();
  }

  Event event() {
    return event(parts).orElseThrow();
  }

  private static Optional<Event> event(List<FeaturePart> parts) {
    return parts.stream().flatMap(part -> Stream.ofNullable(part.about().event())).findFirst();
  }
}
