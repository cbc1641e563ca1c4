package io.millrace.actions;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The outbox in a store: by endpoint, and by place in so many digits that they are in order.
record StoredOutbox(KeyValueStore<String, OutboxEntry> store) implements Outbox.Entries {
  static final String NAME = "outbox";

  static StoreBuilder<KeyValueStore<String, OutboxEntry>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), Serdes.String(), new OutboxEntrySerde());
  }

  @Override
  public void put(String endpoint, OutboxEntry entry) {
    store.put(key(endpoint, entry.place()), entry);
  }

  @Override
  public @Nullable OutboxEntry find(String endpoint, long place) {
    return store.get(key(endpoint, place));
  }

  @Override
  public void remove(String endpoint, long place) {
    store.put(key(endpoint, place), null);
  }

  @Override
  public void forEachBehind(String endpoint, long place, Predicate<OutboxEntry> more) {
    try (KeyValueIterator<String, OutboxEntry> entries =
        store.range(key(endpoint, place + 1), key(endpoint, Long.MAX_VALUE))) {
      while (entries.hasNext() && more.test(entries.next().value)) {
        // The predicate has taken it.
      }
    }
  }

  @Override
  public void forEach(Consumer<OutboxEntry> consumer) {
    try (KeyValueIterator<String, OutboxEntry> entries = store.all()) {
      entries.forEachRemaining(entry -> consumer.accept(entry.value));
    }
  }

  private static String key(String endpoint, long place) {
    return "%s\n%019d".formatted(endpoint, place);
  }
}
