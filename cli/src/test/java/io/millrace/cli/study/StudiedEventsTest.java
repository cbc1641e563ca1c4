package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.cli.history.Label;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.FeatureValue;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationPlan;
import io.millrace.trainer.EvaluationReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudiedEventsTest {
  private static final LocalDate FIRST = LocalDate.of(2018, 4, 1);
  private static final DayRange ALL = new DayRange(FIRST, FIRST.plusDays(9_999));

  private final StudiedEvents events = new StudiedEvents();

  @Test
  void holdsWhatWasSaidAgainstWhatTurnedOut() {
    happens("a", 0, true, 1, 0.9);
    happens("b", 0, false, 1, 0.8);
    happens("c", 1, true, 2, 0.7);
    happens("d", 1, false, 2, 0.6);

    EvaluationReport report = judged();

    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.positives()).isEqualTo(2);
    assertThat(report.metrics().get("average_precision"))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-9));
    assertThat(events.firstDay()).isEqualTo(FIRST);
  }

  @Test
  void anEventWithoutScoreOrDecisionStandsLast() {
    happens("a", 0, false, 1, -0.5);
    PastEvent unscored = event("b", 0, true);
    events.happened(unscored);
    events.decided(Events.decided(unscored, 0, Map.of()));
    events.happened(event("c", 0, true));

    assertThat(judged().metrics())
        .containsEntry("average_precision", 2 / 3.0)
        .containsEntry("auc_roc", 0.0);
  }

  @Test
  void theFirstDecisionCountsAndThoseOfOthersDoNot() {
    PastEvent event = event("a", 0, true);
    events.happened(event);
    events.decided(Events.decided(event, 3, score(0.5)));
    events.decided(Events.decided(event, 4, score(0.1)));
    events.decided(Events.decided(event("stranger", 0, true), 5, score(0.1)));

    assertThat(events.releases(ALL)).containsExactly(Map.entry(3, 1));
  }

  @Test
  void countsTheEventsThatEachReleaseJudgedOnSomeDays() {
    for (int i = 0; i < 1_000; i++) {
      happens("e" + i, i / 100, i % 9 == 0, i / 250, 0.5);
    }

    DayRange days = new DayRange(FIRST.plusDays(2), FIRST.plusDays(5));

    assertThat(events.releases(days))
        .containsExactly(Map.entry(0, 50), Map.entry(1, 250), Map.entry(2, 100));
    assertThat(judged().rows()).isEqualTo(1_000);
  }

  @Test
  void anEventWhoseTruthIsNotKnownIsNotJudged() {
    events.happened(Events.at("a", "2018-04-01T10:00:00Z"));

    assertThat(judged().rows()).isZero();
  }

  private void happens(String id, int day, boolean fraud, int release, double score) {
    PastEvent event = event(id, day, fraud);
    events.happened(event);
    events.decided(Events.decided(event, release, score(score)));
  }

  private static PastEvent event(String id, int day, boolean fraud) {
    Instant time = Events.START.plus(Duration.ofDays(day)).plusSeconds(60);
    return Events.of(id, time, "card-" + id, new Label(FeatureValue.of(fraud ? 1 : 0), time));
  }

  private static Map<String, FeatureValue> score(double score) {
    return Map.of("score", FeatureValue.of(score));
  }

  private EvaluationReport judged() {
    return events.scores("card").evaluate(new EvaluationPlan(ALL, null));
  }
}
