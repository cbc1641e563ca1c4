package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Makes [PredictEvents] with the stores it needs.
///
/// @param duplicatesWithin for how long a second event with a known id is recognised
/// @param deadline how long to wait for a missing part, absent for ever
record PredictEventsSupplier(
    Duration duplicatesWithin,
    @Nullable Duration deadline,
    Predictor predictor,
    JoinMetrics metrics)
    implements ProcessorSupplier<String, FeaturePart, String, Prediction> {
  static final String COMMITS = "join-commits";

  static PredictEventsSupplier of(
      PipelineDefinition pipeline, Predictor predictor, StageMetrics metrics) {
    return new PredictEventsSupplier(
        pipeline.duplicatesWithin(),
        pipeline.modelShape().map(ModelDefinition::deadline).orElse(null),
        predictor,
        new JoinMetrics(metrics));
  }

  @Override
  public Processor<String, FeaturePart, String, Prediction> get() {
    return new PredictEvents(this);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        StoredJoinEntries.builder(),
        StoredDoneEvents.builder(duplicatesWithin),
        CommitMark.builder(COMMITS));
  }
}
