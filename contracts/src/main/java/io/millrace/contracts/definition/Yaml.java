package io.millrace.contracts.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A YAML value as it is written: scalars stay text, so that `no`, `1e3` or `2018-06-01` mean what
/// the key that they stand at makes of them.
sealed interface Yaml {

  int line();

  /// A text; empty where nothing is written.
  record Scalar(int line, String text) implements Yaml {}

  record Sequence(int line, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Mapping(int line, Map<String, Entry> entries) implements Yaml {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /// A key's line and its value.
  record Entry(int line, Yaml value) {}
}
