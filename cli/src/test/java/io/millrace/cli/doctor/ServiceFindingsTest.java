package io.millrace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceFindingsTest {

  @Test
  void findsServicesThatRunAndKeepUp() {
    assertThat(
            ServiceFindings.of(
                List.of(
                    new FoundService("a", true, true, 2), new FoundService("b", false, true, 3))))
        .containsExactly(Finding.ok("services", "all 2 run, with 5 records still to read"));
  }

  @Test
  void namesTheServiceThatIsLackingAndTheOneThatLags() {
    assertThat(
            ServiceFindings.of(
                List.of(
                    new FoundService("a", true, true, 20_000),
                    new FoundService("b", true, false, 3))))
        .containsExactly(
            Finding.failed(
                "services",
                "b does not run, so nothing is decided or done beyond: millrace service NAME"),
            Finding.warning(
                "lag", "a has still to read 20,000 records: docs/runbooks/lag-growing.md"));
  }

  @Test
  void onlyWarnsOfAServiceThatTheStreamDoesNotWaitFor() {
    assertThat(
            ServiceFindings.of(
                List.of(
                    new FoundService("a", true, true, 0), new FoundService("b", false, false, 3))))
        .containsExactly(
            Finding.warning(
                "services",
                "b does not run, so nothing is learned of what is decided: millrace service b"));
  }

  @Test
  void onlyWarnsWhereNothingRuns() {
    assertThat(ServiceFindings.of(List.of(new FoundService("a", true, false, 0))))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(Finding.Status.WARNING);
  }

  @Test
  void comparesClocksByTheLastArrival() {
    assertThat(ClockFinding.of(10_000, 9_600).status()).isEqualTo(Finding.Status.OK);
    assertThat(ClockFinding.of(-1, 9_600).status()).isEqualTo(Finding.Status.OK);
    assertThat(ClockFinding.of(10_000, 9_000))
        .isEqualTo(
            Finding.failed(
                "clock",
                "the brokers' is ahead of this machine's by 1,000 ms or more: let both follow NTP, lists need 500 ms or less"));
  }
}
