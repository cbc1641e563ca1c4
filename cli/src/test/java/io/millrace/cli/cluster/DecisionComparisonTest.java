package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionComparisonTest {
  private final DecisionComparison comparison =
      new DecisionComparison(new PipelineTopics("cards", null).decisions());

  @Test
  void doesNotMindWhereThePredictionStands() {
    comparison.add(Layout.separate, decision("1", 0.25, "predictions"));
    comparison.add(Layout.composed, decision("1", 0.25, "enriched"));

    DecisionComparison.Report report = comparison.report(1);

    assertThat(report.isAlike()).isTrue();
    assertThat(report).isEqualTo(new DecisionComparison.Report(1, 1, 1, 0, 0, List.of()));
  }

  @Test
  void showsAScoreThatDiffersInItsLastBit() {
    comparison.add(Layout.separate, decision("1", 0.25, "predictions"));
    comparison.add(Layout.composed, decision("1", Math.nextUp(0.25), "enriched"));

    DecisionComparison.Report report = comparison.report(1);

    assertThat(report.different()).isEqualTo(1);
    assertThat(report.missing()).isZero();
    assertThat(report.shown().getFirst().separate()).contains("0.25}");
    assertThat(report.shown().getFirst().composed()).contains("0.25000000000000006");
  }

  @Test
  void missesWhatNotBothHaveDecided() {
    comparison.add(Layout.separate, decision("1", 0.25, "predictions"));
    comparison.add(Layout.composed, decision("2", 0.25, "enriched"));

    DecisionComparison.Report report = comparison.report(3);

    assertThat(report.missing()).isEqualTo(3);
    assertThat(report.different()).isZero();
    assertThat(report.shown()).hasSize(2);
  }

  @Test
  void countsAnEventOnceHoweverOftenItIsDecided() {
    comparison.add(Layout.separate, decision("1", 0.25, "predictions"));
    comparison.add(Layout.separate, decision("1", 0.25, "predictions"));
    comparison.add(Layout.composed, decision("1", 0.25, "enriched"));
    comparison.add(Layout.composed, decision("1", 0.5, "enriched"));
    comparison.add(Layout.composed, decision("1", 0.25, "enriched"));

    DecisionComparison.Report report = comparison.report(1);

    assertThat(report.separate()).isEqualTo(1);
    assertThat(report.composed()).isEqualTo(1);
    assertThat(report.different()).isEqualTo(1);
  }

  private static Decision decision(String eventId, double score, String predictions) {
    return new Decision(
        eventId,
        Instant.EPOCH,
        List.of(new EntityKey("card", "5")),
        "APPROVE",
        1,
        List.of(),
        List.of(),
        List.of(),
        0,
        Map.of("score", FeatureValue.of(score)),
        null,
        List.of(),
        List.of(),
        new Position("cards.raw", 0, 7),
        new Position("cards." + predictions, 0, 9));
  }
}
