package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// An engine over the histories of one partition, from a start to a crash.
final class Partition {
  private final FeatureEngine engine;
  private final Histories histories;
  private final LongConsumer clock;

  /// @param mostBytes of roots that are not yet in the store
  /// @param clock takes the log's time
  Partition(
      PipelineDefinition pipeline,
      TreeShape shape,
      EntityStore store,
      long mostBytes,
      LongConsumer clock) {
    this.engine = new FeatureEngine(pipeline, shape);
    this.histories = new Histories(store, mostBytes);
    this.clock = clock;
  }

  Object answer(Input input) {
    clock.accept(input.logTime());
    return switch (input) {
      case Input.Observed(EntityKey key, long offset, long _, var event) -> {
        try {
          Map<String, FeatureValue> values = engine.observe(key, event, offset, histories);
          yield List.copyOf(values.entrySet());
        } catch (ExpressionFailure failure) {
          yield failure.toString();
        }
      }
      case Input.Learned(EntityKey key, long offset, long _, var outcome) -> {
        engine.learn(key, outcome, offset, histories);
        yield "learned";
      }
    };
  }

  Optional<SilentEntity> silentEntity(EntityKey key, long offset) {
    return engine.silentEntity(key, offset, histories);
  }

  void flush() {
    histories.flush();
  }
}
