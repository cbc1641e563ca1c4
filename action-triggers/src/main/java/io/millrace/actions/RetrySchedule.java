package io.millrace.actions;

import java.time.Duration;

/// When to try again: pauses grow by a factor up to a longest one, and vary, so that many who
/// failed at once do not return at once.
///
/// @param attempts how often to try at most
/// @param firstPause the pause after the first attempt
/// @param factor how much longer each pause is than the one before
/// @param longestPause what no pause exceeds
record RetrySchedule(int attempts, Duration firstPause, int factor, Duration longestPause) {

  RetrySchedule {
    if (attempts < 1 || factor < 1 || firstPause.isNegative()) {
      throw new IllegalArgumentException(
          "no schedule: %d attempts, pauses from %s by %d".formatted(attempts, firstPause, factor));
    }
  }

  /// The pause after a failed attempt: from half of its full length to all of it.
  ///
  /// @param attempt which attempt failed, from 1
  /// @param jitter from 0 to 1: where in that range
  Duration pauseAfter(int attempt, double jitter) {
    return Duration.ofNanos(Math.round(fullPauseAfter(attempt).toNanos() * (1 + jitter) / 2));
  }

  private Duration fullPauseAfter(int attempt) {
    Duration pause = firstPause;
    for (int i = 1; i < attempt && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(factor);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
