package io.millrace.cli;

import io.millrace.cli.history.CsvWriter;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.cli.simulator.Transaction;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `millrace simulate`: card transactions, to a file.
@Command(
    name = "simulate",
    description = "Make card transactions with fraud among them.",
    footerHeading = "%nExamples:%n",
    footer = {"  millrace simulate --days 136 --output transactions.csv.gz"})
final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write a table to this file (.csv or .csv.gz).")
  private @Nullable Path output;

  @Option(names = "--events", paramLabel = "N", description = "Stop after so many transactions.")
  private @Nullable Long events;

  @Option(names = "--days", paramLabel = "D", description = "Stop after so many simulated days.")
  private @Nullable Integer days;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed makes the same transactions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many customers there are (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--terminals",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many terminals there are (default: ${DEFAULT-VALUE}).")
  private int terminals;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      defaultValue = "2018-04-01",
      description = "The first simulated day (default: ${DEFAULT-VALUE}).")
  private LocalDate from = LocalDate.EPOCH;

  @Override
  public Integer call() {
    if (output == null || (events == null && days == null)) {
      throw new ParameterException(
          spec.commandLine(), "a file needs an end: --events N or --days D with --output FILE");
    }
    return write(output);
  }

  private int write(Path file) {
    long written = 0;
    try (CsvWriter csv = CsvWriter.create(file, Transaction.COLUMNS);
        ProgressBar bar =
            ProgressBar.start(spec.commandLine().getErr(), "simulate", "transactions")) {
      for (Iterator<Transaction> all = transactions(); all.hasNext(); ) {
        csv.write(all.next().values());
        bar.update(++written, events == null ? 0 : events);
      }
    }
    return 0;
  }

  private Iterator<Transaction> transactions() {
    CardSimulator simulator = new CardSimulator(new CardWorld(customers, terminals, from, seed));
    Stream<Transaction> all = Stream.generate(simulator::next);
    if (days != null) {
      Instant end = from.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
      all = all.takeWhile(transaction -> transaction.time().isBefore(end));
    }
    return (events == null ? all : all.limit(events)).iterator();
  }
}
