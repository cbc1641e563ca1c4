package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.FeatureCoverage;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Takes events and outcomes into the history of their entity, and answers each event with that
/// entity's part of its features, under the event's id.
final class ComputeEntityFeatures
    extends ContextualProcessor<String, EntityRecord, String, FeaturePart> {
  private static final Duration FORGETTING = Duration.ofSeconds(1);

  private final Supplier supplier;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private LoggedEntityStore store;

  @SuppressWarnings("NullAway.Init")
  private KeptReleases kept;

  @SuppressWarnings("NullAway.Init")
  private EntityFeatures features;

  @SuppressWarnings("NullAway.Init")
  private SilentEntities silent;

  @SuppressWarnings("NullAway.Init")
  private FeatureCoverage coverage;

  private @Nullable ReleaseFeatures current;

  private ComputeEntityFeatures(Supplier supplier) {
    this.supplier = supplier;
  }

  /// Makes a processor with an engine of its own for each task, and declares its stores.
  record Supplier(Releases releases, FailedParts failedParts, CompleteFeatures completeFeatures)
      implements ProcessorSupplier<String, EntityRecord, String, FeaturePart> {

    @Override
    public Processor<String, EntityRecord, String, FeaturePart> get() {
      return new ComputeEntityFeatures(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return LoggedEntityStore.builders();
    }
  }

  @Override
  public void init(ProcessorContext<String, FeaturePart> context) {
    super.init(context);
    store = LoggedEntityStore.of(context);
    ReleaseFeatures.Cache releases = new ReleaseFeatures.Cache(supplier.releases());
    kept = new KeptReleases(store, releases);
    features = new EntityFeatures(releases, kept, store.histories());
    silent = new SilentEntities(store);
    keepBy(features.latest());
    context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, time -> silent.removeSome());
  }

  @Override
  public void process(Record<String, EntityRecord> record) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Position source = new Position(at.topic(), at.partition(), at.offset());
    EntityKey key = entity(record.key());
    store.advanceTo(source.offset(), record.timestamp());
    keepBy(features.at(source.offset(), record.value().stamp()));
    switch (record.value()) {
      case RoutedEvent routed -> {
        coverage.observe(routed.event().time());
        forward(record, routed, features.observe(key, routed, source));
      }
      case RoutedOutcome outcome -> features.learn(key, outcome, source);
    }
  }

  /// What is kept changes with the releases that are asked.
  private void keepBy(ReleaseFeatures asked) {
    store.forget(kept.forgotten());
    if (asked != current) {
      current = asked;
      silent.keptBy(asked.keeper());
      coverage = FeatureCoverage.open(asked.pipelines(), store);
      for (PipelineDefinition pipeline : asked.pipelines()) {
        supplier
            .completeFeatures()
            .report(context().taskId().partition(), coverage.features(pipeline));
      }
    }
  }

  private static EntityKey entity(String key) {
    try {
      return EntityKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new RejectedRecord("the key " + e.getMessage() + ", such as card:596");
    }
  }

  private void forward(Record<String, EntityRecord> record, RoutedEvent routed, FeaturePart part) {
    if (part.values() instanceof FeaturePart.Failed) {
      supplier.failedParts().increment(part.about().part());
    }
    context().forward(record.withKey(routed.event().id()).withValue(part));
  }
}
