package io.millrace.cli.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.cli.simulator.Transaction.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final LocalDate FROM = LocalDate.of(2018, 4, 11);
  private static final Instant BEFORE = Instant.parse("2018-04-10T23:59:59Z");
  private static final Instant SINCE = Instant.parse("2018-04-11T00:00:00Z");
  private static final Reports REPORTS = new Reports(0.3, FROM, 1);

  @Test
  void addsWhoReportsToTheColumns() {
    assertThat(Reports.columns()).endsWith("fraud", "scenario", "reported_by");
    assertThat(REPORTS.values(genuine(1, BEFORE))).hasSameSizeAs(Reports.columns());
  }

  @Test
  void sharesTransactionsBetweenBankAndDesk() {
    List<Row> rows = rows(BEFORE, Scenario.GENUINE);

    assertThat(share(rows.stream().filter(Row::isByDesk).count())).isCloseTo(0.5, within(0.02));
  }

  @Test
  void tellsTheTruthBeforeTheDay() {
    assertThat(rows(BEFORE, Scenario.GENUINE)).allMatch(row -> row.label().equals("0"));
    assertThat(rows(BEFORE, Scenario.CARD_TRIAL)).allMatch(row -> row.label().equals("1"));
  }

  @Test
  void turnsAShareOfWhatTheDeskReportsSinceThatDay() {
    List<Row> genuine = rows(SINCE, Scenario.GENUINE);
    List<Row> frauds = rows(SINCE, Scenario.LARGE_AMOUNT);

    assertThat(genuine).filteredOn(row -> row.label().equals("1")).allMatch(Row::isByDesk);
    assertThat(frauds).filteredOn(row -> row.label().equals("0")).allMatch(Row::isByDesk);
    assertThat(share(genuine.stream().filter(row -> row.label().equals("1")).count()))
        .isCloseTo(0.15, within(0.02));
    assertThat(share(frauds.stream().filter(row -> row.label().equals("0")).count()))
        .isCloseTo(0.15, within(0.02));
  }

  @Test
  void followsFromSeedAndTransactionAlone() {
    Reports others = new Reports(0.3, FROM, 2);

    assertThat(rows(SINCE, Scenario.GENUINE)).isEqualTo(rows(SINCE, Scenario.GENUINE));
    assertThat(LongStream.range(0, 100))
        .anyMatch(
            id -> !others.values(genuine(id, SINCE)).equals(REPORTS.values(genuine(id, SINCE))));
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new Reports(30, FROM, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 1, not 30.0: 0.3 is 30%");
  }

  private record Row(String label, String reporter) {
    boolean isByDesk() {
      return reporter.equals("desk");
    }
  }

  private static List<Row> rows(Instant time, Scenario scenario) {
    return LongStream.range(0, 10_000)
        .mapToObj(id -> REPORTS.values(new Transaction(id, time, 1, 1, 100, scenario)))
        .map(values -> new Row(values.get(5), values.getLast()))
        .toList();
  }

  private static Transaction genuine(long id, Instant time) {
    return new Transaction(id, time, 1, 1, 100, Scenario.GENUINE);
  }

  private static double share(long count) {
    return count / 10_000.0;
  }
}
