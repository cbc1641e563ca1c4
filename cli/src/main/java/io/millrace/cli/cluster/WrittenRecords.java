package io.millrace.cli.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What was written in one run: each record by what it is about, and whether it was the same bytes
/// whenever it was written, or where the last one counts, that one. A record that is marked is
/// excluded: it may be any.
final class WrittenRecords {
  private static final Digest EXCLUDED = new Digest(0, 0);

  private final Map<Digest, Digest> values = new HashMap<>();
  private final Set<Object> judges = new HashSet<>();
  private long records;
  private long otherwise;
  private long excluded;

  void add(Stage.Written record) {
    records++;
    judges.add(record.judges());
    Digest value = record.marked() ? EXCLUDED : record.value();
    Digest before =
        switch (record.again()) {
          case REPEATS -> values.putIfAbsent(record.id(), value);
          case REPLACES -> {
            values.put(record.id(), value);
            yield value;
          }
        };
    if (before == null) {
      excluded += record.marked() ? 1 : 0;
    } else if (isOtherwise(before, value)) {
      otherwise++;
    }
  }

  /// How many different things were written.
  int size() {
    return values.size();
  }

  /// How often anything was.
  long records() {
    return records;
  }

  /// How many of the different things were marked when they were first written.
  long excluded() {
    return excluded;
  }

  /// How many records say otherwise than the first one about the same.
  long otherwise() {
    return otherwise;
  }

  /// How many combinations of releases were asked about something so far.
  int turns() {
    return judges.size();
  }

  /// How many things another run has written otherwise, or one of the two not at all.
  long differences(WrittenRecords other) {
    long differences = other.values.keySet().stream().filter(id -> !values.containsKey(id)).count();
    for (Map.Entry<Digest, Digest> written : values.entrySet()) {
      Digest there = other.values.get(written.getKey());
      if (there == null || isOtherwise(written.getValue(), there)) {
        differences++;
      }
    }
    return differences;
  }

  private static boolean isOtherwise(Digest before, Digest now) {
    return !before.equals(EXCLUDED) && !before.equals(now);
  }
}
