package io.millrace.benchmarks;

import io.millrace.features.EntityStore;
import io.millrace.features.MemoryEntityStore;
import org.jspecify.annotations.Nullable;

/// A store in the heap that counts bytes of keys and values: those that it holds, and those that a
/// changelog would have if every write were logged. Each record is committed before the next.
final class CountedStore implements EntityStore {
  private final MemoryEntityStore values = new MemoryEntityStore();
  private long bytes;
  private long logged;

  @Override
  public byte @Nullable [] get(String key) {
    return values.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    byte[] before = values.get(key);
    values.put(key, value);
    bytes += value.length - (before == null ? -key.length() : before.length);
    logged += key.length() + value.length;
  }

  @Override
  public void delete(String key) {
    byte[] before = values.get(key);
    values.delete(key);
    bytes -= before == null ? 0 : key.length() + before.length;
    logged += key.length();
  }

  @Override
  public long logTime() {
    return values.logTime();
  }

  @Override
  public long committedOffset() {
    return values.committedOffset();
  }

  @Override
  public long uncommittedOffset() {
    return values.uncommittedOffset();
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
