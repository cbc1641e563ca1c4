package io.millrace.cli.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/// The latest values by key, and no more of them than are of use.
final class Latest<T> {
  private final int most;
  private final LinkedHashMap<String, T> values = new LinkedHashMap<>();

  Latest(int most) {
    this.most = most;
  }

  /// Adds one, or puts it in the place of that which has its key.
  void put(String key, T value) {
    values.put(key, value);
    if (values.size() > most) {
      values.pollFirstEntry();
    }
  }

  /// Changes the one with a key, if there is one.
  void replace(String key, UnaryOperator<T> change) {
    values.computeIfPresent(key, (_, value) -> change.apply(value));
  }

  /// The newest first.
  List<T> newestFirst() {
    return List.copyOf(values.reversed().values());
  }
}
