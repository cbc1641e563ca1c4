package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Failed;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.Histories;
import io.millrace.features.Sight;
import io.millrace.runtime.RejectedRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/// Answers what happens to entities from the histories in a store, for the releases that are asked.
///
/// Invariant: an event's part always comes; what cannot be computed because of the record comes as
/// failed, with the reason. What is wrong with the store is thrown, so that the record is processed
/// again when the store is well.
final class EntityFeatures {
  private final ReleaseFeatures.Cache features;
  private final KeptReleases kept;
  private final Histories histories;

  EntityFeatures(ReleaseFeatures.Cache features, KeptReleases kept, Histories histories) {
    this.features = features;
    this.kept = kept;
    this.histories = histories;
  }

  /// What is kept and answered at the record at an offset.
  ReleaseFeatures at(long offset, Stamp stamp) {
    return features.of(kept.at(offset, stamp));
  }

  /// What was kept at the last record.
  ReleaseFeatures latest() {
    return features.of(kept.latest());
  }

  /// Adds the event at `source` to the history of an entity and answers that entity's part; throws
  /// [RejectedRecord] where the event has no such part.
  Observed observe(EntityKey key, RoutedEvent routed, Position source) {
    Part part = Part.ofEntity(key.entity());
    RoutingSlip slip = routed.slip();
    if (!slip.allParts().contains(part)) {
      throw new RejectedRecord(
          "the key '%s' names an entity that event %s has no features of: its parts are %s"
              .formatted(key, routed.event().id(), slip.allParts()));
    }
    FeaturePart.About about = FeaturePart.About.of(routed, part, source);
    try {
      ReleaseFeatures asked = at(source.offset(), slip.stamp());
      Optional<Sight> sight =
          asked.keeper().observe(key, routed.event(), source.offset(), histories);
      Integer shadow = slip.stamp().shadow();
      Values values =
          slip.parts().contains(part)
              ? values(key, sight, asked, slip.stamp().release())
              : Computed.NONE;
      FeaturePart answer =
          shadow == null || !slip.shadowParts().contains(part)
              ? new FeaturePart(about, values)
              : new FeaturePart(about, values, values(key, sight, asked, shadow).without(values));
      return sight
          .map(seen -> new Observed(answer, seen.standing(), seen.offset()))
          .orElseGet(() -> new Observed(answer, Sight.Standing.UNKNOWN, source.offset()));
    } catch (KafkaException | RejectedRecord e) {
      throw e;
    } catch (IllegalStateException e) {
      throw new ProcessorStateException("cannot use the history of " + key, e);
    } catch (RuntimeException e) {
      Failed failed = new Failed("entity features failed: " + e);
      return new Observed(new FeaturePart(about, failed), Sight.Standing.UNKNOWN, source.offset());
    }
  }

  private static Values values(
      EntityKey key, Optional<Sight> sight, ReleaseFeatures asked, int release) {
    try {
      return new Computed(
          sight.map(seen -> asked.answers(release).of(key, seen)).orElseGet(Map::of));
    } catch (ExpressionFailure e) {
      return new Failed(String.valueOf(e.getMessage()));
    }
  }

  /// Adds what an event turned out to be to the history of an entity.
  void learn(EntityKey key, RoutedOutcome routed, Position source) {
    try {
      at(source.offset(), routed.stamp())
          .keeper()
          .learn(key, routed.outcome(), source.offset(), histories);
    } catch (IllegalStateException e) {
      throw new ProcessorStateException("cannot use the history of " + key, e);
    }
  }
}
