package io.millrace.actions;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The time and chance that no other service may have.
///
/// @param clock what time it is
/// @param nanoTime counts nanoseconds, whatever the clock does
/// @param jitter gives numbers from 0 to 1, by which pauses between attempts vary
record Outside(InstantSource clock, LongSupplier nanoTime, DoubleSupplier jitter) {

  static Outside real() {
    return new Outside(
        InstantSource.system(), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }
}
