package io.millrace.trainer.outcomes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// Open cases in RocksDB: by event id, and their reminders in order.
final class StoredCases implements OpenCases {
  private static final String CASES = "open-cases";
  private static final String REMINDERS = "case-reminders";
  private static final String CLOCK = "case-clock";

  /// The one key of the store with the clock.
  private static final String NOW = "now";

  private static final byte[] NOTHING = {};

  /// Before all others.
  private static final Reminder FIRST = new Reminder(EventClock.BEFORE_ALL, "");

  private final KeyValueStore<String, OpenCase> cases;
  private final KeyValueStore<Reminder, byte[]> reminders;
  private final KeyValueStore<String, Long> clock;

  StoredCases(ProcessorContext<?, ?> context) {
    cases = context.getStateStore(CASES);
    reminders = context.getStateStore(REMINDERS);
    clock = context.getStateStore(CLOCK);
  }

  /// What a processor's supplier declares to have them.
  static Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(CASES), Serdes.String(), new OpenCaseSerde()),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(REMINDERS), new ReminderSerde(), Serdes.ByteArray()),
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(CLOCK), Serdes.String(), Serdes.Long()));
  }

  /// The time to which events had come at the last commit; before all times if there was none.
  Instant clock() {
    Long millis = clock.get(NOW);
    return millis == null ? EventClock.BEFORE_ALL : Instant.ofEpochMilli(millis);
  }

  void keepClock(Instant time) {
    if (time.isAfter(clock())) {
      clock.put(NOW, time.toEpochMilli());
    }
  }

  @Override
  public @Nullable OpenCase find(String eventId) {
    return cases.get(eventId);
  }

  @Override
  public void put(OpenCase open) {
    cases.put(open.eventId(), open);
  }

  @Override
  public void remove(String eventId) {
    cases.put(eventId, null);
  }

  @Override
  public void remind(Reminder reminder) {
    reminders.put(reminder, NOTHING);
  }

  @Override
  public void forget(Reminder reminder) {
    reminders.put(reminder, null);
  }

  @Override
  public List<Reminder> dueUntil(Instant time, @Nullable Reminder after) {
    Reminder from = after == null ? FIRST : after;
    Reminder to = new Reminder(time.plusMillis(1), "");
    List<Reminder> due = new ArrayList<>();
    try (KeyValueIterator<Reminder, byte[]> found = reminders.range(from, to)) {
      while (found.hasNext()) {
        KeyValue<Reminder, byte[]> next = found.next();
        if (!next.key.equals(after) && !next.key.at().isAfter(time)) {
          due.add(next.key);
        }
      }
    }
    return due;
  }
}
