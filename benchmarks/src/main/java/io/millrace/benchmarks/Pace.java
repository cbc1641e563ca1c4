package io.millrace.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Time as measurements need it.
final class Pace {

  private Pace() {}

  /// Waits until `System.nanoTime()` has reached a value.
  static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static void sleep(Duration duration) {
    until(System.nanoTime() + duration.toNanos());
  }
}
