package io.millrace.model;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/// The marks of done events in a store that expires by segment, whole files at a time.
///
/// Time is cut into spans as long as duplicates are recognised for, and a mark is kept under the
/// start of its span. So each look-up is a point look-up: in the span of the timestamp and in its
/// two neighbours, because the duplicate may bear the earlier timestamp.
record StoredDoneEvents(WindowStore<String, DoneMark> store, long span) implements DoneEvents {
  static final String NAME = "done-events";

  static StoreBuilder<WindowStore<String, DoneMark>> builder(Duration within) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(NAME, within.multipliedBy(2), within, false),
        Serdes.String(),
        new DoneMarkSerde());
  }

  @Override
  public @Nullable DoneMark find(String eventId, long timestamp) {
    for (long start : starts(timestamp)) {
      DoneMark mark = store.fetch(eventId, start);
      if (mark != null) {
        return mark;
      }
    }
    return null;
  }

  @Override
  public void add(String eventId, long timestamp, DoneMark mark) {
    store.put(eventId, mark, start(timestamp));
  }

  private long[] starts(long timestamp) {
    long start = start(timestamp);
    return new long[] {start, Math.max(0, start - span), start + span};
  }

  private long start(long timestamp) {
    return timestamp - Math.floorMod(timestamp, span);
  }
}
