package io.millrace.actions;

import java.time.Duration;

/// Spares an endpoint that is down: after so many failures in a row it is left alone for a while,
/// and then tried by one call before others follow. Each failure of such a trial doubles the while,
/// up to a longest one.
///
/// Times are those of `System.nanoTime()`. Not safe for use by several threads.
final class CircuitBreaker {
  private final int failuresToOpen;
  private final Duration firstPause;
  private final Duration longestPause;

  private int failures;
  private Duration pause = Duration.ZERO;
  private long openUntil;
  private boolean onTrial;

  CircuitBreaker(int failuresToOpen, Duration firstPause, Duration longestPause) {
    this.failuresToOpen = failuresToOpen;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  /// Whether a call may be made now; if it is, its end must be told.
  boolean admits(long now) {
    return !isOpen() || (!onTrial && now - openUntil >= 0);
  }

  /// Says that a call is made.
  void begin() {
    onTrial = isOpen();
  }

  /// Says that the endpoint has answered.
  void succeeded() {
    failures = 0;
    pause = Duration.ZERO;
    onTrial = false;
  }

  /// Says that a call has failed for a reason that may be the endpoint's.
  void failed(long now) {
    failures++;
    if (isOpen() && !onTrial) {
      return;
    }
    onTrial = false;
    if (failures >= failuresToOpen) {
      pause = isOpen() ? shorter(pause.multipliedBy(2), longestPause) : firstPause;
      openUntil = now + pause.toNanos();
    }
  }

  boolean isOpen() {
    return pause.isPositive();
  }

  /// Whether it is open, and the call that shall tell whether it may close is being made.
  boolean isOnTrial() {
    return isOpen() && onTrial;
  }

  /// When the trial may be made, while it is open.
  long openUntil() {
    return openUntil;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
