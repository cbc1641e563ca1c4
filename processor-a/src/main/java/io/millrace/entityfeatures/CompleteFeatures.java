package io.millrace.entityfeatures;

import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.Completeness;
import io.millrace.runtime.StageMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells from when on each feature is complete, in all partitions of this process: as metrics and,
/// where it is not yet, in the log.
final class CompleteFeatures {
  private static final Logger LOG = LoggerFactory.getLogger(CompleteFeatures.class);
  private static final double MILLIS_PER_SECOND = 1000;

  private final Map<String, Double> from = new ConcurrentHashMap<>();

  private final StageMetrics metrics;

  CompleteFeatures(PipelineDefinition pipeline, StageMetrics metrics) {
    this.metrics = metrics;
    pipeline.statefulFeatures().forEach(feature -> show(feature.name()));
  }

  private void show(String feature) {
    if (from.putIfAbsent(feature, 0.0) == null) {
      metrics.gauge(
          "millrace.feature.complete.from.seconds",
          "The time of events from which on a feature counts all that it asks for",
          () -> from.getOrDefault(feature, 0.0),
          "feature",
          feature);
    }
  }

  /// Takes what a partition says; the latest time of all partitions holds.
  void report(int partition, Map<String, Completeness> features) {
    features.forEach((feature, completeness) -> {
      show(feature);
      from.merge(feature, seconds(completeness), Math::max);
      switch (completeness) {
        case Completeness.Now() -> {}
        case Completeness.From(var time) ->
            LOG.info(
                "feature {} is complete for events from {} on in partition {}",
                feature,
                time,
                partition);
        case Completeness.Never(var keptAfter) ->
            LOG.warn(
                "feature {} counts only what came after {} in partition {}",
                feature,
                keptAfter,
                partition);
      }
    });
  }

  private static double seconds(Completeness completeness) {
    return switch (completeness) {
      case Completeness.Now() -> 0;
      case Completeness.From(var time) -> time.toEpochMilli() / MILLIS_PER_SECOND;
      case Completeness.Never(var _) -> Double.POSITIVE_INFINITY;
    };
  }
}
