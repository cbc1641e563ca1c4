package io.millrace.decision;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Position;
import io.millrace.contracts.Redriven;
import io.millrace.runtime.RecordPosition;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/// Passes on the record that decides an event, again when it is replayed or published again, and no
/// other.
final class DropDuplicates<V> extends ContextualFixedKeyProcessor<String, V, V> {
  private static final String STORE = "decided-events";

  private final Duration within;
  private final Counter dropped;
  private @Nullable DecidedEvents decidedEvents;

  private DropDuplicates(Duration within, Counter dropped) {
    this.within = within;
    this.dropped = dropped;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, V> context) {
    super.init(context);
    decidedEvents = new DecidedEvents(within, new Stored(context.getStateStore(STORE)));
  }

  @Override
  public void process(FixedKeyRecord<String, V> record) {
    Position position = RecordPosition.of(context());
    FirstSighting sighting = new FirstSighting(record.timestamp(), position);
    Position standsFor = Redriven.sourceIn(position.topic(), record.headers()).orElse(null);
    if (Objects.requireNonNull(decidedEvents).isDuplicate(record.key(), sighting, standsFor)) {
      dropped.increment();
    } else {
      context().forward(record);
    }
  }

  /// Declares the processor together with its store.
  ///
  /// The store forgets by segments of time. It keeps what [DecidedEvents] may look for, which is up
  /// to two slots old, and one slot more for records that come late.
  record Supplier<V>(Duration within, Counter dropped)
      implements FixedKeyProcessorSupplier<String, V, V> {

    @Override
    public FixedKeyProcessor<String, V, V> get() {
      return new DropDuplicates<>(within, dropped);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.windowStoreBuilder(
              Stores.persistentWindowStore(STORE, within.multipliedBy(3), within, false),
              Serdes.String(),
              new FirstSightingSerde()));
    }
  }

  private record Stored(WindowStore<String, FirstSighting> store)
      implements DecidedEvents.Sightings {

    @Override
    public @Nullable FirstSighting find(String eventId, long slot) {
      return store.fetch(eventId, slot);
    }

    @Override
    public void keep(String eventId, long slot, FirstSighting sighting) {
      store.put(eventId, sighting, slot);
    }
  }
}
