package io.millrace.features;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store in the heap, for backfill and tests: nothing is replayed into it, so all is committed.
public final class MemoryEntityStore implements EntityStore {
  private final Map<String, byte[]> values = new HashMap<>();
  private long logTime;

  @Override
  public byte @Nullable [] get(String key) {
    return values.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    values.put(key, value);
  }

  @Override
  public void delete(String key) {
    values.remove(key);
  }

  /// Says when the record that comes next was appended to its log. Without that, all were at once.
  public void advanceTo(long time) {
    logTime = time;
  }

  @Override
  public long logTime() {
    return logTime;
  }

  @Override
  public long committedOffset() {
    return Long.MAX_VALUE;
  }

  @Override
  public long uncommittedOffset() {
    return Long.MAX_VALUE;
  }

  /// How many values it holds.
  public int size() {
    return values.size();
  }
}
