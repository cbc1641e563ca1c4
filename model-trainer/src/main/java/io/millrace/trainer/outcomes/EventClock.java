package io.millrace.trainer.outcomes;

import java.time.Duration;
import java.time.Instant;

/// The time to which events have come. It never goes back.
///
/// A single event whose producer's clock is wrong must not turn it far forward: what matures too
/// early is made good when it is reported, but what is over is not. So an event that is further
/// ahead than a leap counts only when those right after it are too.
final class EventClock {
  /// So many in a row are not wrong by accident.
  private static final int WITNESSES = 10;

  private final Duration leap;
  private Instant now = Instant.MIN;
  private Instant ahead = Instant.MAX;
  private int witnesses;

  /// @param leap how far a single event can turn it forward
  EventClock(Duration leap) {
    this.leap = leap;
  }

  /// Goes on from a time that it has shown before.
  void resume(Instant time) {
    now = time;
  }

  /// Before all times until there was an event.
  Instant now() {
    return now;
  }

  void see(Instant event) {
    if (now.equals(Instant.MIN) || !event.isAfter(now.plus(leap))) {
      now = event.isAfter(now) ? event : now;
      forgetAhead();
      return;
    }
    ahead = event.isBefore(ahead) ? event : ahead;
    witnesses++;
    if (witnesses == WITNESSES) {
      now = ahead;
      forgetAhead();
    }
  }

  private void forgetAhead() {
    ahead = Instant.MAX;
    witnesses = 0;
  }
}
