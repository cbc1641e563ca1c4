package io.millrace.cli;

import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.cli.simulator.Reports;
import io.millrace.cli.simulator.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is simulated, and how much of it.
final class SimulationOptions {

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
      names = "--from",
      paramLabel = "DAY",
      defaultValue = "2018-04-01",
      description = "The first simulated day (default: ${DEFAULT-VALUE}).")
  private LocalDate from = LocalDate.EPOCH;

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
      names = "--switch-on",
      paramLabel = "DAY",
      description =
          "From this day on frauds are others: trials of stolen cards, of a few coins and at night"
              + " (default: never).")
  private @Nullable LocalDate switchOn;

  boolean endless() {
    return events == null && days == null;
  }

  /// How many transactions there will be at most; 0 if nobody knows.
  long most() {
    return events == null ? 0 : events;
  }

  /// Throws [CommandFailure] if there can be no such world.
  Stream<Transaction> transactions() {
    Stream<Transaction> all = Stream.generate(simulator()::next);
    if (days != null) {
      Instant end = from.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
      all = all.takeWhile(transaction -> transaction.time().isBefore(end));
    }
    return events == null ? all : all.limit(events);
  }

  /// Who reports them: the desk is wrong in a share of its reports.
  ///
  /// @param since the first day on which it is; absent for the first day of all
  Reports reports(double wrong, @Nullable LocalDate since) {
    return new Reports(wrong, since == null ? from : since, seed);
  }

  private CardSimulator simulator() {
    try {
      CardWorld world = new CardWorld(customers, terminals, from, seed);
      return new CardSimulator(world.switchingOn(switchOn));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
