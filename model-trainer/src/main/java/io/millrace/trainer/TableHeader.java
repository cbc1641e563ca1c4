package io.millrace.trainer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The columns of a features file: `event_id,event_time`, the features, `label`, the entities.
///
/// @param features the names between `event_time` and `label`, in the model's order
/// @param entities the names after `label`
record TableHeader(List<String> features, List<String> entities) {
  static final int TIME = 1;
  static final int FIRST_FEATURE = 2;

  TableHeader {
    features = List.copyOf(features);
    entities = List.copyOf(entities);
  }

  /// The header of these columns; throws an [IllegalArgumentException] that says what is wrong.
  static TableHeader of(List<String> columns) {
    int label = columns.indexOf("label");
    if (label <= FIRST_FEATURE
        || !columns.get(0).equals("event_id")
        || !columns.get(TIME).equals("event_time")) {
      throw new IllegalArgumentException(
          "the header is '%s', but should be event_id,event_time,<features>,label,<entities>: make the file with millrace backfill"
              .formatted(String.join(",", columns)));
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            "the column '%s' stands in the header twice: rename one".formatted(column));
      }
    }
    return new TableHeader(
        columns.subList(FIRST_FEATURE, label), columns.subList(label + 1, columns.size()));
  }

  int label() {
    return FIRST_FEATURE + features.size();
  }

  int firstEntity() {
    return label() + 1;
  }

  int columns() {
    return firstEntity() + entities.size();
  }
}
