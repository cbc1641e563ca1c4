package io.millrace.cli.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.cli.simulator.Transaction.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Our transactions beside those that the authors of the description published.
class PublishedDataTest {
  private static final int DAYS = 136;
  private static final Path FILE =
      Path.of(
              Optional.ofNullable(System.getenv("MILLRACE_DATA")).orElse("../../shared/data"),
              "handbook")
          .resolve("transactions-2018-04-01_2018-08-14.csv.gz");

  @Test
  void agreesWithThePublishedTransactionsInRatesAndShares() throws IOException {
    assumeTrue(Files.exists(FILE), "skipped: data not here");
    Statistics published = published();

    Statistics simulated = simulated();

    assertThat(simulated.rows).isCloseTo(published.rows, within(published.rows * 0.03));
    assertThat(simulated.mean()).isCloseTo(published.mean(), within(published.mean() * 0.03));
    assertThat(simulated.deviation())
        .isCloseTo(published.deviation(), within(published.deviation() * 0.05));
    for (Scenario scenario : Scenario.values()) {
      double expected = published.count(scenario);
      assertThat(simulated.count(scenario))
          .as(scenario.toString())
          .isCloseTo(expected, within(expected * 0.25));
    }
    assertThat(simulated.meanSecond()).isCloseTo(published.meanSecond(), within(200.0));
  }

  private static Statistics simulated() {
    Statistics statistics = new Statistics();
    CardSimulator simulator = new CardSimulator(CardWorld.published(1));
    for (Transaction next = simulator.next(); day(next) < DAYS; next = simulator.next()) {
      statistics.add(next.cents() / 100.0, next.scenario().number(), second(next));
    }
    return statistics;
  }

  private static Statistics published() throws IOException {
    Statistics statistics = new Statistics();
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines().skip(1)) {
      lines
          .map(line -> line.split(",", -1))
          .forEach(row ->
              statistics.add(
                  Double.parseDouble(row[4]),
                  Integer.parseInt(row[6]),
                  Instant.parse(row[1]).getEpochSecond() % 86_400));
    }
    return statistics;
  }

  private static long day(Transaction transaction) {
    return Duration.between(Instant.parse("2018-04-01T00:00:00Z"), transaction.time()).toDays();
  }

  private static long second(Transaction transaction) {
    return transaction.time().getEpochSecond() % 86_400;
  }

  private static final class Statistics {
    private final double[] counts = new double[Scenario.values().length];
    private double rows;
    private double sum;
    private double squares;
    private double seconds;

    void add(double amount, int scenario, long second) {
      rows++;
      sum += amount;
      squares += amount * amount;
      seconds += second;
      counts[scenario]++;
    }

    double count(Scenario scenario) {
      return counts[scenario.number()];
    }

    double mean() {
      return sum / rows;
    }

    double deviation() {
      return Math.sqrt(squares / rows - mean() * mean());
    }

    double meanSecond() {
      return seconds / rows;
    }
  }
}
