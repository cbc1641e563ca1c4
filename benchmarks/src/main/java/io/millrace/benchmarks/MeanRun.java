package io.millrace.benchmarks;

import java.time.Instant;

/// Events at an even pace for one who computes moving means.
final class MeanRun {
  /// Far enough from 1970 for a window of the DSL, which cannot begin before it.
  static final Instant START = Instant.parse("2018-04-01T00:00:00Z");

  private final MovingMean mean;
  private final long stepMillis;
  private long events;

  MeanRun(MovingMean mean, long stepMillis) {
    this.mean = mean;
    this.stepMillis = stepMillis;
  }

  /// How many there have been.
  long events() {
    return events;
  }

  /// Adds events that do not ask.
  void add(int count) {
    for (int i = 0; i < count; i++) {
      events++;
      mean.add(time(), number());
    }
  }

  /// Adds events that ask; returns how many nanoseconds it took.
  long ask(int count) {
    long started = System.nanoTime();
    for (int i = 0; i < count; i++) {
      events++;
      mean.ask(time(), number());
    }
    return System.nanoTime() - started;
  }

  private long time() {
    return START.toEpochMilli() + events * stepMillis;
  }

  private double number() {
    return events % 1_000 + 0.25;
  }
}
