package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.millrace.runtime.StageMetrics;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What is measured of the runs of one release's model.
final class ScoringMetrics {
  private static final double[] BATCH_BUCKETS = {
    1, 2, 4, 8, 16, 32, 64, 128, OnnxModel.LARGEST_BATCH
  };

  private final Timer inference;
  private final DistributionSummary batchRows;
  private final Counter failures;

  /// @param ofRelease carries the release as a label, unlike those of the service
  ScoringMetrics(StageMetrics service, StageMetrics ofRelease) {
    this.inference = ofRelease.timer("millrace.inference", "Time that the model takes for a run");
    this.batchRows =
        service.summary(
            "millrace.batch.rows", "Events that the model is given at once", BATCH_BUCKETS);
    this.failures =
        ofRelease.counter(
            "millrace.model.failures", "Events that the model gave no usable answer to");
  }

  /// What a run of a model said of its rows, and how many microseconds it took.
  record Run(Scores scores, long micros) {}

  /// A run of a model on some rows, timed.
  Run timed(int rows, Supplier<Scores> run) {
    batchRows.record(rows);
    Timer.Sample sample = Timer.start();
    Scores scores = run.get();
    return new Run(scores, TimeUnit.NANOSECONDS.toMicros(sample.stop(inference)));
  }

  void failed() {
    failures.increment();
  }
}
