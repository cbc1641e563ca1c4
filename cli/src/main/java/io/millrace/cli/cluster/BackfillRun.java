package io.millrace.cli.cluster;

import io.millrace.benchmarks.Median;
import io.millrace.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// `millrace backfill` as users run it: a process of its own, from table to table, both gzipped.
final class BackfillRun {
  private static final int RUNS = 3;
  private static final List<String> JVM = List.of("-XX:+UseG1GC");

  private final Path output;
  private final Path log;

  /// @param data a folder for its tables and for what it prints; made if it is not there
  BackfillRun(Path data) {
    this.output = data.resolve("features.csv.gz");
    this.log = data.resolve("backfill.log");
    try {
      Files.createDirectories(data);
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be used: %s".formatted(data, e.getMessage()), e);
    }
  }

  /// Writes a history of simulated transactions.
  void simulate(int transactions, Path file) {
    run(List.of("simulate", "--events", Integer.toString(transactions), "--output", "" + file));
  }

  /// Rows written a second, from the start of the process to its end: the median of three runs.
  ///
  /// @param folder the pipeline's
  double eventsPerSecond(Path folder, List<Path> inputs) {
    String files = inputs.stream().map(Path::toString).collect(Collectors.joining(","));
    List<String> command =
        List.of("backfill", "--pipeline", "" + folder, "--input", files, "--output", "" + output);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long started = System.nanoTime();
      run(command);
      double seconds = (System.nanoTime() - started) / 1e9;
      rates.add(rows() / seconds);
    }
    return Median.of(rates);
  }

  private void run(List<String> command) {
    try (MillraceProcess process = MillraceProcess.start(JVM, command, Map.of(), log)) {
      if (process.await() != 0) {
        throw new CommandFailure("%s failed: see %s".formatted(command.getFirst(), log));
      }
    }
  }

  private long rows() {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(output)), StandardCharsets.UTF_8))) {
      return table.lines().skip(1).count();
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(output, e.getMessage()), e);
    }
  }
}
