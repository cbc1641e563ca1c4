package io.millrace.cli.history;

import io.millrace.cli.simulator.Transaction;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The events of one file, in its order, as raw events of a pipeline.
public final class History implements Iterator<PastEvent>, AutoCloseable {
  private static final Path SIMULATION = Path.of("simulation");

  private final CsvFile file;
  private final RowMapping mapping;

  private History(CsvFile file, RowMapping mapping) {
    this.file = file;
    this.mapping = mapping;
  }

  /// Opens a table; throws [io.millrace.cli.CommandFailure] if it is none, or lacks a column.
  ///
  /// @param renames column to field, for columns with other names than the pipeline's fields
  /// @param knownAfter how long after its event an outcome is known; absent for the pipeline's own
  public static History open(
      Path file,
      PipelineDefinition pipeline,
      Map<String, String> renames,
      @Nullable Duration knownAfter) {
    CsvFile csv = CsvFile.open(file);
    Columns columns = Columns.of(file.toString(), csv.header(), renames);
    return new History(csv, new RowMapping(pipeline, columns, known(pipeline, knownAfter)));
  }

  /// Simulated transactions as raw events of a pipeline that has their fields.
  public static Stream<PastEvent> simulated(
      Stream<Transaction> transactions, PipelineDefinition pipeline) {
    Columns columns = Columns.of("the simulation", Transaction.COLUMNS, Map.of());
    RowMapping mapping = new RowMapping(pipeline, columns, known(pipeline, null));
    return transactions.map(
        transaction -> mapping.map(new CsvRow(SIMULATION, transaction.id(), transaction.values())));
  }

  private static Duration known(PipelineDefinition pipeline, @Nullable Duration chosen) {
    return Optional.ofNullable(chosen)
        .or(() -> Optional.ofNullable(pipeline.feedback()).map(FeedbackDefinition::after))
        .orElse(Duration.ZERO);
  }

  Path file() {
    return file.file();
  }

  /// How many events there will be, judged by those read so far; 0 before any.
  public long estimatedEvents() {
    return file.estimatedRows();
  }

  @Override
  public boolean hasNext() {
    return file.hasNext();
  }

  @Override
  public PastEvent next() {
    return mapping.map(file.next());
  }

  @Override
  public void close() {
    file.close();
  }
}
