package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.cli.simulator.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runs of `millrace bench features` that are processes of their own, in small.
class BenchRunsIT {
  private static final Path CARD_FRAUD = Path.of("../pipelines/card-fraud").toAbsolutePath();
  private static final int EVENTS = 3_000;
  private static final Duration REACH = Duration.ofDays(30 + 7);

  @TempDir private Path data;

  @Test
  void processorATakesInAllOfARecordedLog() throws Exception {
    CardWorld months = new CardWorld(30, 60, LocalDate.of(2018, 4, 1), 1);

    try (RecordedLog log =
        RecordedLog.before(
            "processor-a", CARD_FRAUD, data, Recording.Content.simulated(months, EVENTS, 0))) {
      ProcessorRun run = ProcessorRun.over(log);

      assertThat(log.records(log.pipeline().topics().eventsA()))
          .isBetween(2L * EVENTS, 3L * EVENTS);
      assertThat(run.updatesPerSecond()).isPositive();
      assertThat(run.cost().window()).isEqualTo(REACH);
      assertThat(run.cost().events()).isLessThan(EVENTS).isEqualTo(withinReach(months));
      assertThat(run.cost().stateBytes()).isGreaterThan(10);
      assertThat(run.cost().changelogBytes()).isGreaterThan(10);
    }
  }

  @Test
  void backfillWritesEachRowOfItsHistories() {
    BackfillRun backfill = new BackfillRun(data);
    Path history = data.resolve("transactions.csv.gz");

    backfill.simulate(EVENTS, history);
    double perSecond = backfill.eventsPerSecond(CARD_FRAUD, List.of(history));

    assertThat(perSecond).isPositive();
    assertThat(data.resolve("backfill.log")).content().contains("backfill: 3,000 events");
    assertThat(Files.exists(data.resolve("features.csv.gz"))).isTrue();
  }

  private static int withinReach(CardWorld world) {
    List<Instant> times =
        Stream.generate(new CardSimulator(world)::next)
            .limit(EVENTS)
            .map(Transaction::time)
            .toList();
    Instant reached = times.getLast().minus(REACH);
    return (int) times.stream().filter(time -> time.isAfter(reached)).count();
  }
}
