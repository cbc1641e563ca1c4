package io.millrace.model;

import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The entries of the join in a store that is logged, and cached, so that an event whose parts come
/// within one commit interval is logged once.
record StoredWaitingParts(KeyValueStore<String, JoinEntry> store) implements WaitingParts {
  static final String NAME = "waiting-parts";

  static StoreBuilder<KeyValueStore<String, JoinEntry>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), new JoinEntrySerde())
        .withCachingEnabled();
  }

  @Override
  public @Nullable JoinEntry find(String eventId) {
    return store.get(eventId);
  }

  @Override
  public void put(String eventId, JoinEntry entry) {
    store.put(eventId, entry);
  }

  @Override
  public void remove(String eventId) {
    store.delete(eventId);
  }

  @Override
  public void forEach(BiConsumer<String, JoinEntry> action) {
    try (KeyValueIterator<String, JoinEntry> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<String, JoinEntry> entry = entries.next();
        action.accept(entry.key, entry.value);
      }
    }
  }
}
