package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.FeatureEngine;
import io.millrace.features.Histories;
import io.millrace.runtime.RejectedRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/// Answers what happens to entities from the histories in a store.
///
/// Invariant: an event's part always comes; what cannot be computed because of the record comes as
/// failed, with the reason. What is wrong with the store is thrown, so that the record is processed
/// again when the store is well.
final class EntityFeatures {
  private final FeatureEngine engine;
  private final Histories histories;

  EntityFeatures(FeatureEngine engine, Histories histories) {
    this.engine = engine;
    this.histories = histories;
  }

  /// Adds the event at `source` to the history of an entity and answers that entity's part; throws
  /// [RejectedRecord] where the event has no such part.
  FeaturePart observe(EntityKey key, RoutedEvent routed, Position source) {
    Part part = Part.ofEntity(key.entity());
    if (!routed.parts().contains(part)) {
      throw new RejectedRecord(
          "the key '%s' names an entity that event %s has no features of: its parts are %s"
              .formatted(key, routed.event().id(), routed.parts()));
    }
    FeaturePart.About about = FeaturePart.About.of(routed, part, source);
    try {
      return new FeaturePart.Computed(
          about, engine.observe(key, routed.event(), source.offset(), histories));
    } catch (ExpressionFailure e) {
      return new FeaturePart.Failed(about, String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      throw e;
    } catch (IllegalStateException e) {
      throw new ProcessorStateException("cannot use the history of " + key, e);
    } catch (RuntimeException e) {
      return new FeaturePart.Failed(about, "entity features failed: " + e);
    }
  }

  /// Adds what an event turned out to be to the history of an entity.
  void learn(EntityKey key, Outcome outcome, Position source) {
    try {
      engine.learn(key, outcome, source.offset(), histories);
    } catch (IllegalStateException e) {
      throw new ProcessorStateException("cannot use the history of " + key, e);
    }
  }
}
