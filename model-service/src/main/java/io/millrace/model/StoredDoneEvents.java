package io.millrace.model;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/// The ids of done events in a store that expires by segment, whole files at a time.
///
/// Time is cut into spans as long as duplicates are recognised for, and an id is kept under the
/// start of its span. So each look-up is a point look-up: in the span of the timestamp and in its
/// two neighbours, because the duplicate may bear the earlier timestamp.
record StoredDoneEvents(WindowStore<String, byte[]> store, long span) implements DoneEvents {
  static final String NAME = "done-events";

  /// The version of a value that says nothing else.
  private static final byte[] MARK = {1};

  static StoreBuilder<WindowStore<String, byte[]>> builder(Duration within) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(NAME, within.multipliedBy(2), within, false),
        Serdes.String(),
        Serdes.ByteArray());
  }

  @Override
  public boolean contains(String eventId, long timestamp) {
    long start = start(timestamp);
    return isMarked(eventId, start)
        || isMarked(eventId, start - span)
        || isMarked(eventId, start + span);
  }

  @Override
  public void add(String eventId, long timestamp) {
    store.put(eventId, MARK, start(timestamp));
  }

  private long start(long timestamp) {
    return timestamp - Math.floorMod(timestamp, span);
  }

  @SuppressWarnings("ConstantValue") // a store answers null where it has nothing
  private boolean isMarked(String eventId, long start) {
    return start >= 0 && store.fetch(eventId, start) != null;
  }
}
