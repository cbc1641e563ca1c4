package io.millrace.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.BiConsumer;

/// How many events a second a subject keeps up with when they come one by one.
///
/// That is less than the throughput of a backlog, where every request is full.
public final class SustainedRate {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TRIAL = Duration.ofSeconds(15);

  /// Later than this and more events are waiting than a pause of the machine explains.
  private static final double KEPT_UP_MS = 1_000;

  /// Each trial is so much slower than the one before.
  private static final double STEP = 0.85;

  private final LatencyRun latency;
  private final BiConsumer<Integer, Latency> progress;

  /// @param progress is told of each trial
  public SustainedRate(Subject subject, BiConsumer<Integer, Latency> progress) {
    this.latency = new LatencyRun(subject);
    this.progress = progress;
  }

  /// The first rate that is kept up with, from `highest` downwards.
  public int find(int highest, Iterator<LoadEvent> load) {
    for (int rate = highest; rate > 1; rate = (int) (STEP * rate)) {
      Latency trial = latency.at(rate, WARM_UP, TRIAL, load);
      progress.accept(rate, trial);
      if (trial.missing() == 0 && trial.p99() < KEPT_UP_MS) {
        return rate;
      }
    }
    throw new IllegalStateException("not even one event a second is kept up with");
  }
}
