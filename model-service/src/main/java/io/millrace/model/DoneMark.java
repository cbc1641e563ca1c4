package io.millrace.model;

import io.millrace.contracts.Part;
import java.util.List;

/// Says that an event is done, and of which parts its prediction was made.
///
/// @param parts where each of them stands, in the order in which they came
/// @param givenUp whether the prediction was made because waiting was given up, not because the
///   last of the parts came
record DoneMark(List<Place> parts, boolean givenUp) {

  DoneMark {
    parts = List.copyOf(parts);
  }

  /// Where a part stands: its offset in the topic and partition where parts of its name come.
  record Place(Part part, long offset) {}

  /// Whether what stands at a place is one of the parts; any other of the event is a duplicate.
  boolean isOf(Place place) {
    return parts.contains(place);
  }

  /// Where the part stands that completed the event, unless it was given up.
  Place last() {
    return parts.getLast();
  }
}
