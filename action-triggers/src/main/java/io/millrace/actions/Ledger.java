package io.millrace.actions;

import io.millrace.runtime.TimeSlots;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Remembers idempotency keys and what came of them, for as long as they are kept.
///
/// A slot of time is as long as that, and an entry stays in the slot of the record that came first.
final class Ledger {

  /// Where entries are kept, by idempotency key and the start of a slot in milliseconds.
  interface Entries {
    @Nullable LedgerEntry find(String key, long slot);

    void put(String key, long slot, LedgerEntry entry);
  }

  private final TimeSlots slots;
  private final Entries entries;

  /// @param kept how long a key is known at least
  Ledger(Duration kept, Entries entries) {
    this.slots = TimeSlots.of(kept);
    this.entries = entries;
  }

  /// What is known of a key at a time.
  @Nullable LedgerEntry find(String key, long timestamp) {
    for (long slot : slots.near(timestamp)) {
      LedgerEntry entry = entries.find(key, slot);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /// Notes an entry under the time of the record that it is of.
  void put(String key, long timestamp, LedgerEntry entry) {
    entries.put(key, slots.slot(timestamp), entry);
  }
}
