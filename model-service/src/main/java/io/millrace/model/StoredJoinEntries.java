package io.millrace.model;

import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The entries of the join in a store that is logged, and not cached: see [WaitingParts].
record StoredJoinEntries(KeyValueStore<String, JoinEntry> store) implements JoinEntries {
  static final String NAME = "waiting-parts";

  static StoreBuilder<KeyValueStore<String, JoinEntry>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), Serdes.String(), new JoinEntrySerde());
  }

  @Override
  public @Nullable JoinEntry find(String eventId) {
    return store.get(eventId);
  }

  @Override
  public void put(JoinEntry entry) {
    store.put(entry.eventId(), entry);
  }

  @Override
  public void remove(String eventId) {
    store.put(eventId, null);
  }

  @Override
  public void forEach(Consumer<JoinEntry> action) {
    try (KeyValueIterator<String, JoinEntry> entries = store.all()) {
      entries.forEachRemaining(entry -> action.accept(entry.value));
    }
  }
}
