package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Offsets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A features file as `backfill` writes it, or the examples of a topic, in memory: for each event
/// its day, its features, its label if known, and its entities.
///
/// Features are floats, as models take them; a missing one is NaN.
public final class FeatureTable {
  private final String file;
  private final @Nullable Offsets offsets;
  private final String sha256;
  private final TableHeader header;
  private final TableColumns columns;

  /// Rows of a file.
  FeatureTable(String file, String sha256, TableHeader header, TableColumns columns) {
    this(file, null, sha256, header, columns);
  }

  /// @param file or topic
  /// @param offsets of the topic's records, absent for a file
  FeatureTable(
      String file,
      @Nullable Offsets offsets,
      String sha256,
      TableHeader header,
      TableColumns columns) {
    this.file = file;
    this.offsets = offsets;
    this.sha256 = sha256;
    this.header = header;
    this.columns = columns;
  }

  /// Reads a `.csv` or `.csv.gz`; throws [MalformedTable] where it is not a features file.
  public static FeatureTable read(Path file) throws IOException {
    return new FeatureTableReader(file).read();
  }

  /// The file's name, without its folder, or that of the topic.
  public String file() {
    return file;
  }

  /// Which records of the topic the rows were made of, absent where they are a file's.
  @Nullable Offsets offsets() {
    return offsets;
  }

  /// The SHA-256 of the file as it lies on the disk, or of the rows where there is no file.
  public String sha256() {
    return sha256;
  }

  /// The names of the features, in the order of the columns.
  public List<String> features() {
    return header.features();
  }

  /// The names of the entities.
  public List<String> entities() {
    return header.entities();
  }

  /// How many rows there are, labelled or not.
  public int rows() {
    return columns.rows();
  }

  /// Throws a [TrainerFailure] unless the features are these, in this order.
  public void requireFeatures(List<String> expected) {
    if (!features().equals(expected)) {
      throw new TrainerFailure(
          "%s has the features %s, but the model reads %s: make the file again with millrace backfill"
              .formatted(file, features(), expected));
    }
  }

  /// The labelled rows of some days, in the order of the file; throws a [TrainerFailure] where
  /// there are none.
  public Examples examples(DayRange days) {
    Examples labelled = labelled(days);
    if (labelled.size() == 0) {
      throw new TrainerFailure(
          "%s has no labelled row on %s: %s".formatted(file, days, coverage()));
    }
    return labelled;
  }

  /// The same, none where there are none.
  Examples labelled(DayRange days) {
    int[] rows =
        IntStream.range(0, columns.rows())
            .filter(row -> days.contains(columns.day(row)) && isLabelled(row))
            .toArray();
    return new Examples(this, days, rows);
  }

  /// All of them; some must have a label.
  public Examples examples() {
    return examples(days());
  }

  /// From the first labelled day to the last; throws a [TrainerFailure] where no row has a label.
  public DayRange days() {
    IntSummaryStatistics labelledDays = labelledDays();
    if (labelledDays.getCount() == 0) {
      throw new TrainerFailure(file + " has no labelled row");
    }
    return new DayRange(
        LocalDate.ofEpochDay(labelledDays.getMin()), LocalDate.ofEpochDay(labelledDays.getMax()));
  }

  private IntSummaryStatistics labelledDays() {
    return IntStream.range(0, columns.rows())
        .filter(this::isLabelled)
        .map(columns::day)
        .summaryStatistics();
  }

  TableColumns columns() {
    return columns;
  }

  int entityColumn(String entity) {
    int column = header.entities().indexOf(entity);
    if (column < 0) {
      throw new TrainerFailure(
          "%s has no entity '%s': it has %s".formatted(file, entity, header.entities()));
    }
    return column;
  }

  private boolean isLabelled(int row) {
    return columns.label(row) != TableColumns.UNKNOWN;
  }

  private String coverage() {
    return labelledDays().getCount() == 0
        ? "none of its rows has a label"
        : "its labelled rows are of %s".formatted(days());
  }
}
