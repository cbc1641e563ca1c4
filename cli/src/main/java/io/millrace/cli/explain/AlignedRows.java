package io.millrace.cli.explain;

import io.millrace.cli.kafka.TerminalText;
import java.util.ArrayList;
import java.util.List;

/// Rows of cells for a terminal: each column is as wide as its widest cell. The last cell of a row
/// takes what it needs.
///
/// Nothing in a cell can write control characters to the terminal.
public final class AlignedRows {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public void add(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(TerminalText.of(cell));
    }
    rows.add(row);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The rows as lines, indented.
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.repeat(" ", width(column) - cell.length()).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size() - 1)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
