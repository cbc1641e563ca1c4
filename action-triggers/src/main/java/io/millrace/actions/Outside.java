package io.millrace.actions;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/// The time and chance that no other service may have.
///
/// @param clock what time it is
/// @param sleeper waits between attempts
/// @param jitter gives numbers from 0 to 1, by which those waits vary
record Outside(InstantSource clock, Sleeper sleeper, DoubleSupplier jitter) {

  static Outside real() {
    return new Outside(
        InstantSource.system(), Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }
}
