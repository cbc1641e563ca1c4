package io.millrace.cli.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Holds back work to so many steps a second, evenly, from the moment it is made.
public final class Pace {
  private final double perSecond;
  private final long started = System.nanoTime();

  /// @param perSecond steps a second; 0 for as many as go
  public Pace(double perSecond) {
    if (perSecond < 0 || Double.isNaN(perSecond)) {
      throw new IllegalArgumentException("a rate is 0 or more a second, not " + perSecond);
    }
    this.perSecond = perSecond;
  }

  /// Returns when step `n` is due, counted from 0: at once if it is late, or if the thread is
  /// interrupted, which it stays.
  public void await(long n) {
    for (long left = left(n); left > 0 && !Thread.currentThread().isInterrupted(); left = left(n)) {
      LockSupport.parkNanos(left);
    }
  }

  private long left(long n) {
    return due(n) - (System.nanoTime() - started);
  }

  /// How many nanoseconds after the start step `n` is due.
  long due(long n) {
    return perSecond == 0 ? 0 : Math.round(n / perSecond * TimeUnit.SECONDS.toNanos(1));
  }
}
