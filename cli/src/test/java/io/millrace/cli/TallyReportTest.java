package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.history.DecisionTally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyReportTest {
  private static final DecisionTally.Counts COUNTS =
      new DecisionTally.Counts(
          20_000, 19_000, 19_999, 19_998, 1, 2, 0, 3, Map.of("REVIEW", 9L, "APPROVE", 19_990L));

  @Test
  void listsTheCountsForPeople() {
    assertThat(new TallyReport(COUNTS, true).text().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "events 20,000",
            "outcomes 19,000",
            "decisions 19,999",
            " APPROVE 19,990",
            " REVIEW 9",
            "distinct ids 19,998",
            "doubled 1",
            "lost 2",
            "degraded 3");
  }

  @Test
  void writesTheCountsForMachines() {
    assertThat(new TallyReport(COUNTS, true).json())
        .isEqualTo(
            "{\"events\":20000,\"outcomes\":19000,\"decisions\":19999,\"distinct_ids\":19998,\"doubled\":1,\"lost\":2,\"foreign\":0,\"degraded\":3,\"by_outcome\":{\"APPROVE\":19990,\"REVIEW\":9}}");
  }

  @Test
  void saysWhatIsWrongAndWhereToLook() {
    assertThat(new TallyReport(COUNTS, true).failure())
        .startsWith("2 events have no decision, 1 have one too many")
        .contains("millrace tail dead-letters");
  }

  @Test
  void saysNothingOfDecisionsThatWereNotWaitedFor() {
    assertThat(new TallyReport(COUNTS, false).json())
        .isEqualTo("{\"events\":20000,\"outcomes\":19000}");
  }
}
