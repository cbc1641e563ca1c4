package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.FeatureEngine;
import io.millrace.features.Histories;
import io.millrace.features.MemoryEntityStore;
import java.util.Map;

/// The histories of some entities, for one worker: what processor-a keeps in a partition.
final class EntityShard {
  private final int number;
  private final int count;
  private final FeatureEngine engine;
  private final Histories histories = Histories.inMemory(new MemoryEntityStore());

  /// @param number of this shard among `count`
  EntityShard(PipelineDefinition pipeline, int number, int count) {
    this.number = number;
    this.count = count;
    this.engine = new FeatureEngine(pipeline);
  }

  /// Whether an entity's history is here.
  boolean has(EntityKey key) {
    return Math.floorMod(key.hashCode(), count) == number;
  }

  /// The features of one entity; none if one cannot be computed, for live the part fails as a
  /// whole.
  Map<String, FeatureValue> observe(EntityKey key, Event event) {
    try {
      return engine.observe(key, event, event.source().offset(), histories);
    } catch (ExpressionFailure e) {
      return Map.of();
    }
  }

  void learn(EntityKey key, Outcome outcome) {
    engine.learn(key, outcome, outcome.source().offset(), histories);
  }
}
