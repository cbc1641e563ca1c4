package io.millrace.actions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Remembers idempotency keys and what came of them, for as long as they are kept.
///
/// Time is cut into slots as long as that: a key is looked for in the slot of its time and in the
/// two beside it, and its entry stays in the slot of the record that came first.
final class Ledger {

  /// Where entries are kept, by idempotency key and the start of a slot in milliseconds.
  interface Entries {
    @Nullable LedgerEntry find(String key, long slot);

    void put(String key, long slot, LedgerEntry entry);
  }

  private final long kept;
  private final Entries entries;

  /// @param kept how long a key is known at least
  Ledger(Duration kept, Entries entries) {
    this.kept = kept.toMillis();
    this.entries = entries;
  }

  /// What is known of a key at a time.
  @Nullable LedgerEntry find(String key, long timestamp) {
    long slot = slot(timestamp);
    for (long near : new long[] {slot, slot - kept, slot + kept}) {
      LedgerEntry entry = near < 0 ? null : entries.find(key, near);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /// Notes an entry under the time of the record that it is of.
  void put(String key, long timestamp, LedgerEntry entry) {
    entries.put(key, slot(timestamp), entry);
  }

  private long slot(long timestamp) {
    return Math.floorDiv(timestamp, kept) * kept;
  }
}
