package io.millrace.composed;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.Position;
import io.millrace.contracts.Redriven;
import io.millrace.entityfeatures.EntityStage;
import io.millrace.entityfeatures.EntityTask;
import io.millrace.entityfeatures.Observed;
import io.millrace.features.Sight;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Takes events and outcomes into the history of the entity that they are at, and adds that
/// entity's part of their features. A second event of an id that the history knows goes no further,
/// unless it is the first one, published again because it failed after it was here.
///
/// Those that are at an entity which keeps no history pass.
final class EnrichRecords extends ContextualProcessor<String, EnrichedRecord, String, Enriched> {
  private final Supplier supplier;
  private @Nullable EntityTask task;

  private EnrichRecords(Supplier supplier) {
    this.supplier = supplier;
  }

  /// Makes a processor with histories of its own for each task, and declares its stores.
  ///
  /// @param entities tells the histories of one topic from those of another
  record Supplier(EntityStage stage, String entities, Counter duplicatesDropped)
      implements ProcessorSupplier<String, EnrichedRecord, String, Enriched> {

    @Override
    public Processor<String, EnrichedRecord, String, Enriched> get() {
      return new EnrichRecords(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return stage.stores(log());
    }

    private String log() {
      return "entity-log-" + entities;
    }
  }

  @Override
  public void init(ProcessorContext<String, Enriched> context) {
    super.init(context);
    task = supplier.stage().open(context, supplier.log());
  }

  @Override
  public void process(Record<String, EnrichedRecord> record) {
    EnrichedRecord value = record.value();
    if (value.ahead().isEmpty() || !value.ahead().getFirst().toString().equals(record.key())) {
      context().forward(record.withValue(new Enriched(value, false)));
      return;
    }
    Optional<Observed> observed =
        Objects.requireNonNull(task).take(record.key(), value.record(), record.timestamp());
    Sight.Standing standing = observed.map(Observed::standing).orElse(Sight.Standing.UNKNOWN);
    if (standing == Sight.Standing.REPEATED && !isOfTheFirst(record, observed.get())) {
      supplier.duplicatesDropped().increment();
      return;
    }
    EnrichedRecord past = value.past();
    EnrichedRecord enriched = observed.map(Observed::part).map(past::with).orElse(past);
    context().forward(record.withValue(new Enriched(enriched, standing == Sight.Standing.FIRST)));
  }

  private boolean isOfTheFirst(Record<?, ?> record, Observed observed) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    return Redriven.sourceIn(at.topic(), record.headers())
        .filter(new Position(at.topic(), at.partition(), observed.first())::equals)
        .isPresent();
  }
}
