package io.millrace.cli.history;

import java.nio.file.Path;
import java.util.List;

/// One row of a table, with its place for messages.
///
/// @param line where it begins, counted from 1; the header is line 1
record CsvRow(Path file, long line, List<String> values) {

  CsvRow {
    values = List.copyOf(values);
  }

  String place() {
    return file + ":" + line;
  }
}
