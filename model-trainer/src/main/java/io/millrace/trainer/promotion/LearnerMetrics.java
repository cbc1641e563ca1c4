package io.millrace.trainer.promotion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is to be seen of a learner from outside. An instance that does not learn shows nothing of
/// what the one that does holds.
final class LearnerMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(20),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(20),
    Duration.ofHours(1),
  };

  private final Timer training;
  private final Counter published;
  private final Counter failed;
  private final Counter promoted;
  private final Counter dropped;
  private final Counter confirmed;
  private final Counter rolledBack;
  private volatile @Nullable View view;
  private long started;

  /// What a learner holds.
  ///
  /// @param newest the time of the newest matured event
  /// @param unusable how many examples had a label that is not yes or no
  record View(int examples, int positives, long unusable, Instant newest, boolean paused) {}

  LearnerMetrics(StageMetrics metrics) {
    training =
        metrics.timer(
            "millrace.training", "How long it took to train and publish a model", BUCKETS);
    published = runs(metrics, "published");
    failed = runs(metrics, "failed");
    promoted = candidates(metrics, "promoted");
    dropped = candidates(metrics, "dropped");
    confirmed = candidates(metrics, "confirmed");
    rolledBack = candidates(metrics, "rolled_back");
    gauge(metrics, "millrace.learning.examples", "Examples that models learn from", View::examples);
    gauge(
        metrics, "millrace.learning.positives", "Those of them that are positive", View::positives);
    gauge(
        metrics,
        "millrace.learning.unusable",
        "Examples read whose label is not yes or no",
        View::unusable);
    gauge(
        metrics,
        "millrace.learning.newest.seconds",
        "The time of the newest matured event, since 1970",
        it -> it.examples() == 0 ? Double.NaN : it.newest().getEpochSecond());
    gauge(
        metrics,
        "millrace.learning.paused",
        "1 where somebody has paused the learning",
        it -> it.paused() ? 1 : 0);
  }

  private static Counter runs(StageMetrics metrics, String result) {
    return metrics.counter("millrace.trainings", "Trainings that ended", "result", result);
  }

  private static Counter candidates(StageMetrics metrics, String became) {
    return metrics.counter(
        "millrace.candidates", "What became of trained models", "became", became);
  }

  private void gauge(
      StageMetrics metrics, String name, String description, Function<View, Number> value) {
    metrics.gauge(
        name,
        description,
        () -> {
          View now = view;
          return now == null ? Double.NaN : value.apply(now);
        });
  }

  /// Shows what a learner holds; null where this instance does not learn.
  void show(@Nullable View now) {
    view = now;
  }

  /// Counts what this instance has done.
  void count(LearningEvent event) {
    switch (event) {
      case TrainingStarted _ -> started = System.nanoTime();
      case Published _ -> ended(published);
      case TrainingFailed _ -> ended(failed);
      case Promoted _ -> promoted.increment();
      case Dropped _ -> dropped.increment();
      case Confirmed _ -> confirmed.increment();
      case RolledBack _ -> rolledBack.increment();
      case Shadowed _, Judged _, Assigned _, Ordered _ -> {
        // They change what is shown, and end nothing.
      }
    }
  }

  /// One that was begun by another instance has no beginning here.
  private void ended(Counter result) {
    result.increment();
    if (started != 0) {
      training.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      started = 0;
    }
  }
}
