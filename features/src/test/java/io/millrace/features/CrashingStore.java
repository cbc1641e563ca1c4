package io.millrace.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A store that forgets: after a crash each key has any one of the values that it had since the
/// last commit.
final class CrashingStore implements EntityStore {

  /// A value, or that there was none.
  private static final class Version {
    private final byte @Nullable [] value;

    Version(byte @Nullable [] value) {
      this.value = value;
    }
  }

  private final Map<String, List<Version>> versions = new HashMap<>();
  private Map<String, Long> forgotten = Map.of();
  private long logTime;
  private long committed;
  private long uncommitted;

  @Override
  public byte @Nullable [] get(String key) {
    List<Version> known = versions.get(key);
    return known == null ? null : known.getLast().value;
  }

  @Override
  public void put(String key, byte[] value) {
    add(key, new Version(value));
  }

  @Override
  public void delete(String key) {
    add(key, new Version(null));
  }

  void forget(Map<String, Long> before) {
    forgotten = before;
  }

  @Override
  public long forgottenBefore(String kind) {
    return forgotten.getOrDefault(kind, Long.MIN_VALUE);
  }

  void advanceTo(long time) {
    logTime = time;
  }

  @Override
  public long logTime() {
    return logTime;
  }

  @Override
  public long committedOffset() {
    return committed;
  }

  @Override
  public long uncommittedOffset() {
    return uncommitted;
  }

  /// Makes all durable that was written so far, by the records before an offset.
  void commit(long offset) {
    uncommitted = offset;
    versions.values().forEach(known -> known.subList(0, known.size() - 1).clear());
  }

  /// Says, perhaps long after it happened, that the records before an offset are committed.
  void reportCommitted(long offset) {
    committed = offset;
  }

  void crash(Random random) {
    versions.replaceAll((key, known) -> keep(known.get(random.nextInt(known.size()))));
  }

  /// The keys that have a value.
  Set<String> keys() {
    Set<String> keys = new HashSet<>(versions.keySet());
    keys.removeIf(key -> get(key) == null);
    return keys;
  }

  private void add(String key, Version version) {
    versions.computeIfAbsent(key, absent -> keep(new Version(null))).add(version);
  }

  private static List<Version> keep(Version version) {
    return new ArrayList<>(List.of(version));
  }
}
