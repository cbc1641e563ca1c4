package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The fields that a table's columns hold: a column's own name, unless it was mapped to another.
///
/// @param table what messages call the table
/// @param fields by column
record Columns(String table, List<String> fields) {

  Columns {
    fields = List.copyOf(fields);
  }

  /// @param renames column to field, for columns with other names than the pipeline's fields
  static Columns of(String table, List<String> header, Map<String, String> renames) {
    for (String column : renames.keySet()) {
      if (!header.contains(column)) {
        throw new CommandFailure(
            "--map %s=%s: %s has no column '%s', only %s"
                .formatted(column, renames.get(column), table, column, String.join(", ", header)));
      }
    }
    List<String> fields = new ArrayList<>();
    for (String column : header) {
      String field = renames.getOrDefault(column, column);
      if (fields.contains(field)) {
        throw new CommandFailure(
            "%s has two columns for the field '%s': %s"
                .formatted(table, field, String.join(", ", header)));
      }
      fields.add(field);
    }
    return new Columns(table, fields);
  }

  OptionalInt find(String field) {
    int column = fields.indexOf(field);
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  int require(String field, String role) {
    return find(field)
        .orElseThrow(() ->
            new CommandFailure(
                "%s has no column '%s' (%s), only %s: name the right one with --map COLUMN=%s"
                    .formatted(table, field, role, String.join(", ", fields), field)));
  }
}
