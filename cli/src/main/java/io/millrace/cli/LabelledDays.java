package io.millrace.cli;

import io.millrace.trainer.DayRange;
import io.millrace.trainer.FeatureTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/// `--features FILE --from DAY --to DAY`, for commands that learn from labelled rows, or judge by
/// them.
@SuppressWarnings("NullAway.Init") // picocli requires the options
final class LabelledDays {

  @Option(
      names = "--features",
      paramLabel = "FILE",
      required = true,
      description = "The table: .csv or .csv.gz.")
  private Path features;

  @Option(names = "--from", paramLabel = "DAY", required = true, description = "The first day.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", required = true, description = "The last day.")
  private LocalDate to;

  /// Reads the table; throws [CommandFailure] where there is none.
  FeatureTable table() throws IOException {
    try {
      return FeatureTable.read(features);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "no such file: %s: make one with millrace backfill --output %s"
              .formatted(features, features),
          e);
    }
  }

  /// Throws `IllegalArgumentException` on days that run backwards.
  DayRange days() {
    return new DayRange(from, to);
  }
}
