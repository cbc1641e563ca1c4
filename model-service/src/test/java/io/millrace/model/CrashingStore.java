package io.millrace.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A logged state store as a crash treats it: it forgets, key by key, what it likes of the writes
/// since the last commit.
///
/// A write may reach the changelog, or the local copy alone, or neither. After the crash the store
/// goes on from its local copy brought up to the changelog, or, elsewhere, from the changelog
/// alone. What only the local copy had stays uncertain until it is written again.
final class CrashingStore<V> {
  private final Random random;
  private Map<String, V> local = new LinkedHashMap<>();
  private Map<String, V> before = Map.of();
  private final Map<String, V> changelog = new LinkedHashMap<>();
  private final Map<String, List<Optional<V>>> uncommitted = new HashMap<>();

  CrashingStore(Random random) {
    this.random = random;
  }

  @Nullable V get(String key) {
    return local.get(key);
  }

  /// Every entry of the local copy.
  Map<String, V> entries() {
    return Map.copyOf(local);
  }

  void write(String key, @Nullable V value) {
    uncommitted.computeIfAbsent(key, k -> new ArrayList<>()).add(Optional.ofNullable(value));
    set(local, key, Optional.ofNullable(value));
  }

  void commit() {
    uncommitted.forEach((key, writes) -> set(changelog, key, writes.getLast()));
    uncommitted.clear();
    before = Map.copyOf(local);
  }

  void crash() {
    uncommitted.forEach((key, writes) -> {
      set(local, key, random.nextBoolean() ? any(writes) : Optional.ofNullable(before.get(key)));
      if (random.nextBoolean()) {
        Optional<V> logged = any(writes);
        set(changelog, key, logged);
        set(local, key, logged);
      }
    });
    uncommitted.clear();
    if (random.nextInt(3) == 0) {
      local = new LinkedHashMap<>(changelog);
    }
    before = Map.copyOf(local);
  }

  private Optional<V> any(List<Optional<V>> writes) {
    return writes.get(random.nextInt(writes.size()));
  }

  private static <V> void set(Map<String, V> map, String key, Optional<V> value) {
    value.ifPresentOrElse(there -> map.put(key, there), () -> map.remove(key));
  }
}
