package io.millrace.cli.study;

import io.millrace.cli.explain.AlignedRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A study as it is printed, and as a page.
final class StudyText {
  private final StudyTables tables;

  StudyText(StudyReport report) {
    this.tables = new StudyTables(report);
  }

  /// For a terminal.
  String printed() {
    List<String> lines = new ArrayList<>();
    lines.add(tables.result());
    lines.add(tables.replayed());
    lines.add("");
    lines.addAll(aligned(tables.weeks()));
    lines.add("");
    lines.addAll(aligned(tables.lessons()));
    return String.join("\n", lines);
  }

  private static List<String> aligned(List<List<String>> rows) {
    AlignedRows aligned = new AlignedRows();
    rows.forEach(row -> aligned.add(row.toArray(String[]::new)));
    return aligned.lines();
  }

  /// In Markdown.
  ///
  /// @param command by which it came about
  /// @param plot the name of the picture beside the page
  String page(String command, String plot) {
    List<String> lines = new ArrayList<>();
    lines.add("    " + command);
    lines.add("");
    lines.add("**" + sentence(tables.result()) + "** " + sentence(tables.replayed()));
    lines.add("");
    lines.add("![Average precision over time, and when which release took over](" + plot + ")");
    lines.add("");
    lines.addAll(table(tables.weeks()));
    lines.add("");
    lines.addAll(table(tables.lessons()));
    return String.join("\n", lines) + "\n";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static List<String> table(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(row(row));
      if (lines.size() == 1) {
        lines.add(row(Collections.nCopies(row.size(), "---")));
      }
    }
    return lines;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(StudyText::cell).toList()) + " |";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
