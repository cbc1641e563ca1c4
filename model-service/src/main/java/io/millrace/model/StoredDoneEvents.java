package io.millrace.model;

import io.millrace.runtime.TimeSlots;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/// The marks of done events in a store that expires by segment, whole files at a time.
///
/// @param slots as long as duplicates are recognised for
record StoredDoneEvents(WindowStore<String, DoneMark> store, TimeSlots slots)
    implements DoneEvents {
  static final String NAME = "done-events";

  static StoreBuilder<WindowStore<String, DoneMark>> builder(Duration within) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(NAME, within.multipliedBy(2), within, false),
        Serdes.String(),
        new DoneMarkSerde());
  }

  @Override
  public @Nullable DoneMark find(String eventId, long timestamp) {
    for (long slot : slots.near(timestamp)) {
      DoneMark mark = store.fetch(eventId, slot);
      if (mark != null) {
        return mark;
      }
    }
    return null;
  }

  @Override
  public void add(String eventId, long timestamp, DoneMark mark) {
    store.put(eventId, mark, slots.slot(timestamp));
  }
}
