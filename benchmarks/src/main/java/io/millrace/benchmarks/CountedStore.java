package io.millrace.benchmarks;

import io.millrace.features.EntityStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store in the heap that counts bytes of keys and values: those that it holds, and those that a
/// changelog would have if every write were logged. Each record is committed before the next.
final class CountedStore implements EntityStore {
  private final Map<String, byte[]> values = new HashMap<>();
  private long bytes;
  private long logged;

  @Override
  public byte @Nullable [] get(String key) {
    return values.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    byte[] before = values.put(key, value);
    bytes += value.length - (before == null ? -key.length() : before.length);
    logged += key.length() + value.length;
  }

  @Override
  public void delete(String key) {
    byte[] before = values.remove(key);
    bytes -= before == null ? 0 : key.length() + before.length;
    logged += key.length();
  }

  @Override
  public long logTime() {
    return 0;
  }

  @Override
  public long committedOffset() {
    return Long.MAX_VALUE;
  }

  @Override
  public long uncommittedOffset() {
    return Long.MAX_VALUE;
  }

  long bytes() {
    return bytes;
  }

  /// How much was logged since this was last asked.
  long takeLogged() {
    long taken = logged;
    logged = 0;
    return taken;
  }
}
