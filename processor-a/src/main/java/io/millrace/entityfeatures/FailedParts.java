package io.millrace.entityfeatures;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Part;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.StageMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the parts that could not be computed, for each entity; from zero for those that have
/// features from the start.
final class FailedParts {
  private final StageMetrics metrics;
  private final Map<Part, Counter> counters = new ConcurrentHashMap<>();

  FailedParts(PipelineDefinition pipeline, StageMetrics metrics) {
    this.metrics = metrics;
    pipeline.statefulFeatures().forEach(feature -> counter(Part.ofEntity(feature.entity())));
  }

  void increment(Part part) {
    counter(part).increment();
  }

  private Counter counter(Part part) {
    return counters.computeIfAbsent(part, this::register);
  }

  private Counter register(Part part) {
    return metrics.counter(
        "millrace.feature.parts.failed",
        "Parts of an event's features that could not be computed",
        "part",
        part.name());
  }
}
