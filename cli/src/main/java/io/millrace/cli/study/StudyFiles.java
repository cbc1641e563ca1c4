package io.millrace.cli.study;

import io.millrace.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a study: its result as JSON, the plot, and a page with both in words.
record StudyFiles(Path folder) {
  private static final String RESULT = "result.json";
  private static final String PLOT = "quality.svg";
  private static final String PAGE = "report.md";

  Path plot() {
    return folder.resolve(PLOT);
  }

  /// Writes them, in the place of those of an earlier study.
  ///
  /// @param command by which the study came about
  void write(StudyReport report, String command) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(RESULT), new StudyJson(report).text() + "\n");
      Files.writeString(plot(), QualityPlot.svg(report));
      Files.writeString(folder.resolve(PAGE), new StudyText(report).page(command, PLOT));
    } catch (IOException e) {
      throw new CommandFailure("the study cannot be written to %s: %s".formatted(folder, e), e);
    }
  }
}
