package io.millrace.model;

import io.millrace.contracts.Part;
import io.millrace.model.DoneMark.Place;

/// How far the two topics of parts have been read: that of the events' own parts, and that of the
/// parts of their entities.
///
/// Reading begins where the last commit ended, so all that stands before the first record of a run
/// is committed.
final class ReadingProgress {
  private static final long UNKNOWN = -1;

  private long ofEvents = UNKNOWN;
  private long ofEntities = UNKNOWN;

  /// Says that what stands at a place is being read.
  ///
  /// @return whether it is the first of its topic
  boolean begin(Place place) {
    boolean first = passed(place.part()) == UNKNOWN;
    pass(place.part(), place.offset() - 1);
    return first;
  }

  /// Says that what stands at a place has been read.
  void end(Place place) {
    pass(place.part(), place.offset());
  }

  /// Whether what stands at a place has been read: in this run, or for good before it.
  boolean isPast(Place place) {
    return place.offset() <= passed(place.part());
  }

  /// Whether parts of these names come from the same topic.
  static boolean sameTopic(Part one, Part other) {
    return isOfEvents(one) == isOfEvents(other);
  }

  private long passed(Part part) {
    return isOfEvents(part) ? ofEvents : ofEntities;
  }

  private void pass(Part part, long offset) {
    if (isOfEvents(part)) {
      ofEvents = offset;
    } else {
      ofEntities = offset;
    }
  }

  /// Whether parts of this name come from the topic of the events' own parts.
  static boolean isOfEvents(Part part) {
    return part.equals(Part.EVENT);
  }
}
