package io.millrace.actions;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/// The ledger in a store that forgets by segments of time. It keeps what [Ledger] may look for,
/// which is up to two slots old, and one slot more for records that come late.
record StoredLedger(WindowStore<String, LedgerEntry> store) implements Ledger.Entries {
  static final String NAME = "ledger";

  static StoreBuilder<WindowStore<String, LedgerEntry>> builder(Duration kept) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(NAME, kept.multipliedBy(3), kept, false),
        Serdes.String(),
        new LedgerEntrySerde());
  }

  @Override
  public @Nullable LedgerEntry find(String key, long slot) {
    return store.fetch(key, slot);
  }

  @Override
  public void put(String key, long slot, LedgerEntry entry) {
    store.put(key, entry, slot);
  }
}
