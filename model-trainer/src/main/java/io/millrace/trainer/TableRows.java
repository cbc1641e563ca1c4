package io.millrace.trainer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/// The rows of a features file while they are read: text in, [TableColumns] out.
final class TableRows {
  private static final int SECONDS_PER_DAY = 86_400;

  private final TableHeader header;
  private final TableColumns columns;
  private final List<Map<String, Integer>> entityNumbers = new ArrayList<>();
  private final float[] features;
  private final int[] entities;

  TableRows(TableHeader header) {
    this.header = header;
    columns = new TableColumns(header.features().size(), header.entities().size());
    features = new float[header.features().size()];
    entities = new int[header.entities().size()];
    header.entities().forEach(entity -> entityNumbers.add(new HashMap<>()));
  }

  TableHeader header() {
    return header;
  }

  TableColumns columns() {
    return columns;
  }

  /// Adds a row; throws an [IllegalArgumentException] that says which value is wrong, and why.
  void add(CSVRecord row) {
    if (row.size() != header.columns()) {
      throw new IllegalArgumentException(
          "%d columns, but the header names %d: complete the row or take it out"
              .formatted(row.size(), header.columns()));
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = feature(header.features().get(i), row.get(TableHeader.FIRST_FEATURE + i));
    }
    for (int i = 0; i < entities.length; i++) {
      Map<String, Integer> numbers = entityNumbers.get(i);
      String id = row.get(header.firstEntity() + i);
      entities[i] = numbers.computeIfAbsent(id, unseen -> numbers.size());
    }
    columns.add(day(row.get(TableHeader.TIME)), features, label(row.get(header.label())), entities);
  }

  /// Rounded from double to float, as the live pipeline rounds a model's inputs.
  private static float feature(String name, String text) {
    if (text.isEmpty()) {
      return Float.NaN;
    }
    float value;
    try {
      value = (float) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' in column '%s' is not a number: write a number, or nothing where it is missing"
              .formatted(text, name),
          e);
    }
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "'%s' in column '%s' is beyond ±3.4e38, the range of a model's inputs: write nothing where a value is missing"
              .formatted(text, name));
    }
    return value;
  }

  private static int day(String text) {
    try {
      return Math.toIntExact(Math.floorDiv(Instant.parse(text).getEpochSecond(), SECONDS_PER_DAY));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' in column 'event_time' is not a time: write it as 2018-06-01T10:00:00Z"
              .formatted(text),
          e);
    }
  }

  private static byte label(String text) {
    return switch (text) {
      case "" -> TableColumns.UNKNOWN;
      case "0", "0.0" -> 0;
      case "1", "1.0" -> 1;
      default ->
          throw new IllegalArgumentException(
              "'%s' in column 'label' is neither 0 nor 1: write nothing where it is unknown"
                  .formatted(text));
    };
  }
}
