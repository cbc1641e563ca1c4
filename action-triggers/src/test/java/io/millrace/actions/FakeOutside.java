package io.millrace.actions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A world in which pauses are noted instead of slept, and jitter is always the longest.
final class FakeOutside {
  static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

  private final List<Duration> pauses = new ArrayList<>();

  Outside outside() {
    return new Outside(() -> NOW, pauses::add, () -> 1.0);
  }

  List<Duration> pauses() {
    return pauses;
  }
}
