package io.millrace.actions;

import java.time.Instant;

/// A world in which it is always the same time, and jitter is always the longest.
final class FakeOutside {
  static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

  private FakeOutside() {}

  static Outside outside() {
    return new Outside(() -> NOW, System::nanoTime, () -> 1.0);
  }
}
