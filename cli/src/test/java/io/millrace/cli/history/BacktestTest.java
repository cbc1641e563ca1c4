package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.history.Backtest.Change;
import io.millrace.cli.history.Backtest.Segment;
import io.millrace.cli.history.Backtest.Sum;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.HoldBack;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The policy of card-fraud declines from a score of 0.9 on, and reviews from 0.5 on.
class BacktestTest {
  private static final Position PREDICTION = new Position("card-fraud.predictions", 0, 1);

  @SuppressWarnings("NullAway.Init")
  private Backtest backtest;

  @BeforeEach
  void start() throws Exception {
    PipelineDefinition cards = new PipelineReader().read(Path.of("../pipelines/card-fraud"));
    backtest =
        new Backtest(
            Policy.of(cards),
            new Backtest.Fields(cards.event().schema(), "terminal_id", "amount"),
            1);
  }

  @Test
  void showsWhatWouldBeDecidedOtherwise() {
    decided("1", "APPROVE");
    decided("2", "APPROVE");
    decided("3", "REVIEW");
    decided("4", "DECLINE");

    backtest.take(prediction("1", 0.1, "x", 10), Lists.EMPTY);
    backtest.take(prediction("2", 0.6, "x", 20), Lists.EMPTY);
    backtest.take(prediction("3", 0.95, "y", 30.5), Lists.EMPTY);
    backtest.take(prediction("4", 0.97, "y", 40), Lists.EMPTY);

    Backtest.Report report = backtest.report();
    assertThat(report.compared()).isEqualTo(4);
    assertThat(report.different()).isEqualTo(new Sum(2, 50.5));
    assertThat(report.changes())
        .isEqualTo(
            Map.of(
                new Change("APPROVE", "REVIEW"), new Sum(1, 20),
                new Change("REVIEW", "DECLINE"), new Sum(1, 30.5)));
    assertThat(report.shown())
        .containsExactly(new Backtest.Different("2", new Change("APPROVE", "REVIEW"), 20));
    assertThat(report.segments())
        .isEqualTo(
            Map.of(
                "x", new Segment(new Sum(2, 30), new Sum(1, 20)),
                "y", new Segment(new Sum(2, 70.5), new Sum(1, 30.5))));
  }

  @Test
  void countsWhatTheCandidateWouldLetThrough() throws Exception {
    PipelineDefinition cards = new PipelineReader().read(Path.of("../pipelines/card-fraud"));
    Backtest holdingBack =
        new Backtest(
            new Policy(cards.policy(), cards.event().schema(), new HoldBack(Set.of("DECLINE"), 1)),
            new Backtest.Fields(cards.event().schema(), null, null),
            1);
    holdingBack.decided(decision("1", "APPROVE"), Lists.EMPTY);
    holdingBack.decided(decision("2", "DECLINE"), Lists.EMPTY);

    holdingBack.take(prediction("1", 0.1, "x", 10), Lists.EMPTY);
    holdingBack.take(prediction("2", 0.95, "x", 20), Lists.EMPTY);

    Backtest.Report report = holdingBack.report();
    assertThat(report.heldBack()).isEqualTo(1);
    assertThat(report.changes()).isEqualTo(Map.of(new Change("DECLINE", "REVIEW"), new Sum(1, 0)));
  }

  @Test
  void comparesTheFirstOfAnEventAndPassesOverTheUndecided() {
    decided("1", "APPROVE");
    decided("1", "DECLINE");

    backtest.take(prediction("1", 0.1, "x", 10), Lists.EMPTY);
    backtest.take(prediction("1", 0.95, "x", 10), Lists.EMPTY);
    backtest.take(prediction("2", 0.1, "x", 10), Lists.EMPTY);

    assertThat(backtest.report().compared()).isEqualTo(1);
    assertThat(backtest.report().different().events()).isZero();
    assertThat(backtest.report().undecided()).isEqualTo(1);
  }

  @Test
  void holdsManyEventsApart() {
    for (int i = 0; i < 1_000; i++) {
      decided("e" + i, i % 2 == 0 ? "APPROVE" : "DECLINE");
    }
    for (int i = 0; i < 1_000; i++) {
      backtest.take(prediction("e" + i, 0.1, "x", 1), Lists.EMPTY);
    }

    assertThat(backtest.report().changes())
        .isEqualTo(Map.of(new Change("DECLINE", "APPROVE"), new Sum(500, 500)));
  }

  private void decided(String eventId, String outcome) {
    backtest.decided(decision(eventId, outcome), Lists.EMPTY);
  }

  private static Decision decision(String eventId, String outcome) {
    Event event = event(eventId, "x", 1);
    return new Decision(
        event.id(),
        event.time(),
        event.entities(),
        outcome,
        1,
        List.of(),
        List.of(),
        List.of(),
        0,
        Map.of(),
        null,
        List.of(),
        List.of(),
        event.source(),
        PREDICTION);
  }

  private static Prediction prediction(
      String eventId, double score, String terminal, double amount) {
    Assessment assessment =
        new Assessment(
            0,
            Map.of(),
            Map.of(Assessment.SCORE, FeatureValue.of(score)),
            null,
            List.of(),
            null,
            List.of());
    return new Prediction(event(eventId, terminal, amount), assessment, null, Map.of());
  }

  private static Event event(String eventId, String terminal, double amount) {
    return new Event(
        eventId,
        Instant.parse("2018-06-02T10:00:00Z"),
        List.of(new EntityKey("card", "7")),
        new Position("card-fraud.raw", 0, 0),
        Payload.of(
            "{\"tx_id\":\"%s\",\"terminal_id\":\"%s\",\"amount\":%s}"
                .formatted(eventId, terminal, amount)));
  }
}
