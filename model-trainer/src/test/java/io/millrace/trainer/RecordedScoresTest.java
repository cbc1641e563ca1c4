package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.EvaluationPlan.KnownPositives;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedScoresTest {
  private static final LocalDate FIRST = LocalDate.of(2018, 6, 1);

  @Test
  void judgesTheEventsThatThePublishedProtocolKeeps() {
    List<Said> events = random(11, 4_000);
    RecordedScores scores = recorded(events);

    EvaluationReport report = scores.evaluate(published(28));

    List<Said> kept = keptOfWeek(events, 28);
    assertThat(report.rows()).isEqualTo(kept.size()).isLessThan(4_000 / 6);
    assertThat(report.positives()).isEqualTo((int) kept.stream().filter(Said::fraud).count());
    assertThat(report.metrics().get("average_precision"))
        .isCloseTo(averagePrecision(kept), within(1e-12));
    assertThat(report.metrics()).containsKey("card_precision_at_100");
  }

  @Test
  void poolsWeeksThatEachLeaveOutWhomTheyKnow() {
    List<Said> events = random(12, 4_000);
    RecordedScores scores = recorded(events);

    EvaluationReport report = scores.pooled(List.of(published(21), published(28), published(35)));

    List<Said> kept = new ArrayList<>();
    for (int week : List.of(21, 28, 35)) {
      kept.addAll(keptOfWeek(events, week));
    }
    assertThat(report.rows()).isEqualTo(kept.size());
    assertThat(report.metrics().get("average_precision"))
        .isCloseTo(averagePrecision(kept), within(1e-12));
  }

  @Test
  void eventsWithoutAScoreStandTogetherBelowAllOthers() {
    RecordedScores scores = new RecordedScores("card");
    int day = Math.toIntExact(FIRST.toEpochDay());
    scores.add(day, "a", -5, true);
    scores.add(day, "b", Float.NaN, true);
    scores.add(day, "c", Float.NaN, false);

    EvaluationReport report = scores.evaluate(new EvaluationPlan(new DayRange(FIRST, FIRST), null));

    assertThat(report.metrics())
        .containsEntry("average_precision", (1 + 2 / 3.0) / 2)
        .containsEntry("auc_roc", 0.75);
  }

  @Test
  void daysWithoutEventsHaveNoMetrics() {
    RecordedScores scores = new RecordedScores("card");

    assertThat(scores.evaluate(published(7)).metrics()).isEmpty();
    assertThat(scores.pooled(List.of(published(7))).rows()).isZero();
  }

  private record Said(int day, String card, float score, boolean fraud) {}

  /// Six weeks and more of events, whose cards turn bad for some days.
  private static List<Said> random(long seed, int events) {
    Random random = new Random(seed);
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      int day = i * 45 / events;
      int card = random.nextInt(60);
      boolean bad = (card + day / 9) % 7 == 0 && random.nextInt(3) == 0;
      float score = random.nextInt(9) == 0 ? Float.NaN : (bad ? 2 : 0) + random.nextInt(30) * 0.11f;
      said.add(new Said(day, "card" + card, score, bad));
    }
    return said;
  }

  private static RecordedScores recorded(List<Said> events) {
    RecordedScores scores = new RecordedScores("card");
    int first = Math.toIntExact(FIRST.toEpochDay());
    events.forEach(said -> scores.add(first + said.day(), said.card(), said.score(), said.fraud()));
    return scores;
  }

  private static EvaluationPlan published(int week) {
    LocalDate from = FIRST.plusDays(week);
    return new EvaluationPlan(
        new DayRange(from, from.plusDays(6)), new KnownPositives("card", from.minusDays(14), 7));
  }

  /// As the protocol words it: without a card that had a fraud in the training week, or on a day
  /// from its end up to eight days before.
  private static List<Said> keptOfWeek(List<Said> events, int week) {
    return events.stream()
        .filter(said -> said.day() >= week && said.day() < week + 7)
        .filter(said ->
            events.stream()
                .noneMatch(earlier ->
                    earlier.fraud()
                        && earlier.card().equals(said.card())
                        && (isWithin(earlier.day(), week - 14, week - 8)
                            || isWithin(earlier.day(), week - 7, said.day() - 8))))
        .toList();
  }

  private static boolean isWithin(int day, int first, int last) {
    return first <= day && day <= last;
  }

  /// Row by row, equal scores together.
  private static double averagePrecision(List<Said> events) {
    List<Float> thresholds =
        events.stream()
            .map(RecordedScoresTest::rank)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    double positives = events.stream().filter(Said::fraud).count();
    double sum = 0;
    double before = 0;
    for (float threshold : thresholds) {
      double inspected = events.stream().filter(said -> rank(said) >= threshold).count();
      double found =
          events.stream().filter(said -> said.fraud() && rank(said) >= threshold).count();
      sum += (found - before) / positives * (found / inspected);
      before = found;
    }
    return sum;
  }

  private static float rank(Said said) {
    return Float.isNaN(said.score()) ? -1 : said.score();
  }
}
