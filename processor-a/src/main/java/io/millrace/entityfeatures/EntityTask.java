package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.FeatureCoverage;
import io.millrace.features.Sight;
import io.millrace.runtime.RecordPosition;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/// Takes the events and outcomes of one partition into the histories of their entities.
public final class EntityTask {
  private static final Duration FORGETTING = Duration.ofSeconds(1);
  private static final Duration WRITING_AHEAD = Duration.ofMillis(20);

  private final ProcessorContext<?, ?> context;
  private final LoggedEntityStore store;
  private final KeptReleases kept;
  private final EntityFeatures features;
  private final SilentEntities silent;
  private final FailedParts failedParts;
  private final CompleteFeatures completeFeatures;
  private final Duration duplicatesWithin;
  private FeatureCoverage coverage;
  private ReleaseFeatures current;
  private int taken;

  EntityTask(
      ProcessorContext<?, ?> context,
      LoggedEntityStore store,
      Releases releases,
      FailedParts failedParts,
      CompleteFeatures completeFeatures) {
    this.context = context;
    this.store = store;
    this.failedParts = failedParts;
    this.completeFeatures = completeFeatures;
    duplicatesWithin = releases.pipeline(Releases.FOLDER).duplicatesWithin();
    ReleaseFeatures.Cache cache = new ReleaseFeatures.Cache(releases);
    kept = new KeptReleases(store, cache);
    features = new EntityFeatures(cache, kept, store.histories());
    silent = new SilentEntities(store);
    current = features.latest();
    store.forget(kept.forgotten());
    coverage = cover(current);
    context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, time -> silent.removeSome());
    context.schedule(WRITING_AHEAD, PunctuationType.WALL_CLOCK_TIME, time -> writeAhead());
  }

  /// Takes the record that is being processed into the history of one of its entities.
  ///
  /// @param key the entity, such as `card:596`
  /// @param timestamp the record's
  /// @return what it answers an event; nothing for an outcome
  public Optional<Observed> take(String key, EntityRecord record, long timestamp) {
    taken++;
    Position source = RecordPosition.of(context);
    EntityKey entity = entity(key);
    store.advanceTo(source.offset(), timestamp);
    keepBy(features.at(source.offset(), record.stamp()));
    return switch (record) {
      case RoutedEvent routed -> {
        coverage.observe(routed.event().time());
        yield Optional.of(certain(entity, counted(features.observe(entity, routed, source))));
      }
      case RoutedOutcome outcome -> {
        features.learn(entity, outcome, source);
        yield Optional.empty();
      }
    };
  }

  private void writeAhead() {
    store.writeAhead(taken);
    taken = 0;
  }

  /// What is kept changes with the releases that are asked.
  private void keepBy(ReleaseFeatures asked) {
    store.forget(kept.forgotten());
    if (asked != current) {
      current = asked;
      coverage = cover(asked);
    }
  }

  private FeatureCoverage cover(ReleaseFeatures asked) {
    silent.keptBy(asked.keeper());
    FeatureCoverage opened = FeatureCoverage.open(asked.pipelines(), store);
    for (PipelineDefinition pipeline : asked.pipelines()) {
      completeFeatures.report(context.taskId().partition(), opened.features(pipeline));
    }
    return opened;
  }

  private static EntityKey entity(String key) {
    try {
      return EntityKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new RejectedRecord("the key " + e.getMessage() + ", such as card:596");
    }
  }

  private Observed counted(Observed observed) {
    if (observed.part().values() instanceof FeaturePart.Failed) {
      failedParts.increment(observed.part().about().part());
    }
    return observed;
  }

  /// That an event is the first of its id means something only if its id is known for long enough.
  private Observed certain(EntityKey entity, Observed observed) {
    return observed.standing() == Sight.Standing.FIRST
            && !current.keeper().remembers(entity.entity(), duplicatesWithin)
        ? new Observed(observed.part(), Sight.Standing.UNKNOWN, observed.first())
        : observed;
  }
}
