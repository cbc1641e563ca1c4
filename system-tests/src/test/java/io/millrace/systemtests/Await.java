package io.millrace.systemtests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, with a bound.
final class Await {
  private static final Duration STEP = Duration.ofMillis(50);

  private Await() {}

  /// Returns as soon as the condition holds; fails the test if it does not within `bound`.
  ///
  /// @param state what to say of the state of things when the time is up
  static void until(Duration bound, BooleanSupplier condition, Supplier<String> state) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > bound.toNanos()) {
        throw new AssertionError("not within %s: %s".formatted(bound, state.get()));
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
