package io.millrace.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.Lists;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseComparisonTest {
  @SuppressWarnings("NullAway.Init")
  private ReleaseComparison comparison;

  @BeforeEach
  void start() throws Exception {
    PipelineDefinition cards = new PipelineReader().read(Path.of("../pipelines/card-fraud"));
    comparison = new ReleaseComparison(3, cards, 4, cards);
  }

  @Test
  void comparesEventsWhicheverOfTheTwoJudgedThem() {
    take(prediction(assessment(3, 0.1), assessment(4, 0.95)));
    take(prediction(assessment(4, 0.2), assessment(3, 0.3)));

    ReleaseComparison.Report report = comparison.report();

    assertThat(report.events()).isEqualTo(2);
    assertThat(report.one().judged()).isEqualTo(1);
    assertThat(report.other().judged()).isEqualTo(1);
    assertThat(report.one().quantiles()).containsEntry(0.0, 0.1).containsEntry(1.0, 0.3);
    assertThat(report.other().quantiles()).containsEntry(0.0, 0.2).containsEntry(1.0, 0.95);
    assertThat(report.greatestDifference()).isEqualTo(0.85);
    assertThat(report.disagreements()).isEqualTo(1);
    assertThat(report.decisions())
        .isEqualTo(Map.of("APPROVE", Map.of("APPROVE", 1L, "DECLINE", 1L)));
  }

  @Test
  void passesOverEventsThatNotBothWereAskedAbout() {
    take(prediction(assessment(3, 0.1), null));
    take(prediction(assessment(3, 0.1), assessment(5, 0.1)));
    take(prediction(assessment(0, 0.1), assessment(4, 0.1)));

    assertThat(comparison.report().events()).isZero();
    assertThat(comparison.report().meanDifference()).isNaN();
  }

  @Test
  void countsWhereAReleaseFellBack() {
    Assessment failed =
        new Assessment(4, Map.of(), Map.of(), null, List.of(), "model: NaN", List.of());

    take(prediction(assessment(3, 0.1), failed));

    assertThat(comparison.report().other().fallbacks()).isEqualTo(1);
    assertThat(comparison.report().other().scored()).isZero();
  }

  @Test
  void tellsHowLongEachModelTookWhicheverJudged() {
    for (long micros = 1; micros <= 50; micros++) {
      comparison.take(
          prediction(assessment(3, 0.1), assessment(4, 0.1)),
          new InferenceTimes(micros, 1_000 + micros),
          Lists.EMPTY);
      comparison.take(
          prediction(assessment(4, 0.1), assessment(3, 0.1)),
          new InferenceTimes(1_050 + micros, 50 + micros),
          Lists.EMPTY);
    }

    ReleaseComparison.Report report = comparison.report();

    assertThat(report.one().inferenceMicros()).containsEntry(0.5, 51.0).containsEntry(0.99, 99.0);
    assertThat(report.other().inferenceMicros())
        .containsEntry(0.5, 1_051.0)
        .containsEntry(0.99, 1_099.0);
  }

  @Test
  void leavesEventsOutOfTheTimesWhoseRecordsDoNotTellThem() {
    take(prediction(assessment(3, 0.1), assessment(4, 0.1)));
    comparison.take(
        prediction(assessment(3, 0.1), assessment(4, 0.1)),
        new InferenceTimes(7L, null),
        Lists.EMPTY);

    ReleaseComparison.Report report = comparison.report();

    assertThat(report.one().inferenceMicros()).containsEntry(0.0, 7.0).containsEntry(1.0, 7.0);
    assertThat(report.other().inferenceMicros()).isEmpty();
    assertThat(report.other().scored()).isEqualTo(2);
  }

  private void take(Prediction prediction) {
    comparison.take(prediction, InferenceTimes.NONE, Lists.EMPTY);
  }

  private static Assessment assessment(int release, double score) {
    return new Assessment(
        release,
        Map.of("amount", FeatureValue.of(1)),
        Map.of(Assessment.SCORE, FeatureValue.of(score)),
        null,
        List.of(),
        null,
        List.of());
  }

  private static Prediction prediction(Assessment judged, @Nullable Assessment shadow) {
    Event event =
        new Event(
            "1",
            Instant.EPOCH,
            List.of(new EntityKey("card", "7")),
            new Position("cards.raw", 0, 0),
            Payload.of("{\"tx_id\":\"1\",\"amount\":1.0}"));
    return new Prediction(event, judged, shadow, Map.of());
  }
}
