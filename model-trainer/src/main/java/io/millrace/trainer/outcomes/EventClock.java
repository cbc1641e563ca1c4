package io.millrace.trainer.outcomes;

import io.millrace.contracts.definition.LearningDefinition;
import java.time.Duration;
import java.time.Instant;

/// The time to which events have come. It never goes back.
///
/// A single event whose producer's clock is wrong must not turn it far forward: what is open would
/// mature before its truth is known, or be over. So an event that is further ahead than a leap, or
/// the first of all, counts only when those right after it are too.
final class EventClock {
  /// So many in a row are not wrong by accident.
  private static final int WITNESSES = 10;

  private static final Duration SMALLEST_LEAP = Duration.ofHours(1);

  /// Before the first events; a time that stores can hold.
  static final Instant BEFORE_ALL = Instant.ofEpochMilli(Long.MIN_VALUE);

  private final Duration leap;
  private final int witnesses;
  private Instant now = BEFORE_ALL;
  private Instant ahead = Instant.MAX;
  private int seenAhead;

  /// @param leap how far a single event can turn it forward
  /// @param witnesses so many in a row can turn it further
  EventClock(Duration leap, int witnesses) {
    this.leap = leap;
    this.witnesses = witnesses;
  }

  /// That by which events mature: it leaps a tenth of the time which that takes, or an hour.
  static EventClock of(LearningDefinition learning) {
    Duration tenth = learning.maturity().dividedBy(10);
    return new EventClock(tenth.compareTo(SMALLEST_LEAP) < 0 ? SMALLEST_LEAP : tenth, WITNESSES);
  }

  /// Goes on from a time that it has shown before.
  void resume(Instant time) {
    now = time;
  }

  /// Before all times until there were some events.
  Instant now() {
    return now;
  }

  void see(Instant event) {
    if (!event.isAfter(now.plus(leap))) {
      now = event.isAfter(now) ? event : now;
      forgetAhead();
      return;
    }
    ahead = event.isBefore(ahead) ? event : ahead;
    seenAhead++;
    if (seenAhead == witnesses) {
      now = ahead;
      forgetAhead();
    }
  }

  private void forgetAhead() {
    ahead = Instant.MAX;
    seenAhead = 0;
  }
}
