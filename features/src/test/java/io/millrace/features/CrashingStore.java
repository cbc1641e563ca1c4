package io.millrace.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A store that forgets: after a crash each key has any one of the values that it had since the
/// last commit.
final class CrashingStore implements EntityStore {

  /// A value, or that there was none.
  private record Version(byte @Nullable [] value) {}

  private final Map<String, List<Version>> versions = new HashMap<>();
  private long committed;

  @Override
  public byte @Nullable [] get(String key) {
    List<Version> known = versions.get(key);
    return known == null ? null : known.getLast().value();
  }

  @Override
  public void put(String key, byte[] value) {
    add(key, new Version(value));
  }

  @Override
  public void delete(String key) {
    add(key, new Version(null));
  }

  @Override
  public long committedOffset() {
    return committed;
  }

  /// Makes all durable that the records before an offset wrote, and none has come since.
  void commit(long offset) {
    committed = offset;
    versions.values().forEach(known -> known.subList(0, known.size() - 1).clear());
  }

  void crash(Random random) {
    versions.replaceAll((key, known) -> keep(known.get(random.nextInt(known.size()))));
  }

  long size() {
    return versions.values().stream().filter(known -> known.getLast().value() != null).count();
  }

  private void add(String key, Version version) {
    versions.computeIfAbsent(key, absent -> keep(new Version(null))).add(version);
  }

  private static List<Version> keep(Version version) {
    return new ArrayList<>(List.of(version));
  }
}
