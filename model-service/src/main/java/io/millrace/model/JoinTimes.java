package io.millrace.model;

import io.millrace.model.DoneMark.Place;

/// When the parts in one partition of both topics were read; those of an earlier run count as read
/// at the start of this one.
///
/// The timestamps of their records do not tell: all parts of an event have that of its arrival in
/// `raw`.
final class JoinTimes {
  private final ReadingTimes ofEvents;
  private final ReadingTimes ofEntities;

  /// @param start of this run, in milliseconds
  JoinTimes(long start) {
    ofEvents = new ReadingTimes(start);
    ofEntities = new ReadingTimes(start);
  }

  /// Takes note that what stands at a place is read.
  ///
  /// @param now in milliseconds
  void read(Place place, long now) {
    of(place).read(place.offset(), now);
  }

  /// How many milliseconds an event waited, from its first part to its last.
  long waited(JoinEntry entry) {
    return at(entry.received().getLast().place()) - at(entry.received().getFirst().place());
  }

  private long at(Place place) {
    return of(place).at(place.offset());
  }

  private ReadingTimes of(Place place) {
    return ReadingProgress.isOfEvents(place.part()) ? ofEvents : ofEntities;
  }
}
