package io.millrace.entityfeatures;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Takes events and outcomes into the history of their entity, and answers each event with that
/// entity's part of its features, under the event's id.
final class ComputeEntityFeatures
    extends ContextualProcessor<String, EntityRecord, String, FeaturePart> {
  private final EntityStage stage;
  private @Nullable EntityTask task;

  private ComputeEntityFeatures(EntityStage stage) {
    this.stage = stage;
  }

  /// Makes a processor with histories of its own for each task, and declares its stores.
  record Supplier(EntityStage stage)
      implements ProcessorSupplier<String, EntityRecord, String, FeaturePart> {
    static final String LOG = "entity-log";

    @Override
    public Processor<String, EntityRecord, String, FeaturePart> get() {
      return new ComputeEntityFeatures(stage);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return stage.stores(LOG);
    }
  }

  @Override
  public void init(ProcessorContext<String, FeaturePart> context) {
    super.init(context);
    task = stage.open(context, Supplier.LOG);
  }

  @Override
  public void process(Record<String, EntityRecord> record) {
    Objects.requireNonNull(task)
        .take(record.key(), record.value(), record.timestamp())
        .map(Observed::part)
        .ifPresent(
            part -> context().forward(record.withKey(part.about().eventId()).withValue(part)));
  }
}
