package io.millrace.entityfeatures;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Part;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.runtime.StageMetrics;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts the parts that could not be computed, for each entity that has features.
final class FailedParts {
  private final Map<Part, Counter> counters;

  FailedParts(PipelineDefinition pipeline, StageMetrics metrics) {
    this.counters =
        pipeline.statefulFeatures().stream()
            .map(StatefulFeature::entity)
            .distinct()
            .map(Part::ofEntity)
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), part -> counter(part, metrics)));
  }

  /// Counts one; only the part of an entity that has features can fail.
  void increment(Part part) {
    Objects.requireNonNull(counters.get(part), part::name).increment();
  }

  private static Counter counter(Part part, StageMetrics metrics) {
    return metrics.counter(
        "millrace.feature.parts.failed",
        "Parts of an event's features that could not be computed",
        "part",
        part.name());
  }
}
