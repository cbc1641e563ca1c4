package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParityCheckTest {
  private static final EntityKey CARD = new EntityKey("card", "596");
  private static final EntityKey TERMINAL = new EntityKey("terminal", "7");
  private static final Position SOURCE = new Position("card-fraud.raw", 0, 0);
  private static final Instant START = Instant.parse("2018-06-01T10:00:00Z");

  private ParityCheck check;
  private long offset;

  @BeforeEach
  void readPipeline() throws InvalidPipeline {
    check = new ParityCheck(new PipelineReader().read(Path.of("../pipelines/card-fraud")), 0);
  }

  @Test
  void findsNoDifferenceInWhatTheLogGives() {
    check.log().begin("card-fraud.events-a", 0, true);
    replay(event("1", START));
    replay(event("2", START.plusSeconds(60)));

    check.compare(prediction(event("2", START.plusSeconds(60)), Map.of("card_tx_count_1d", 2.0)));

    assertThat(check.report().compared()).isEqualTo(1);
    assertThat(check.report().different()).isZero();
  }

  @Test
  void showsWhichFeatureDiffers() {
    check.log().begin("card-fraud.events-a", 0, true);
    replay(event("1", START));

    check.compare(prediction(event("1", START), Map.of("card_tx_count_7d", 3.0, "amount", 12.5)));

    assertThat(check.report().different()).isEqualTo(1);
    assertThat(check.report().shown())
        .containsExactly(
            new ParityCheck.Difference(
                "1", "card_tx_count_7d", FeatureValue.of(3), FeatureValue.of(1)));
  }

  @Test
  void comparesNothingBeforeTheLongestWindowIsFull() {
    Instant warm = START.plusSeconds(37 * 86_400);
    check.log().begin("card-fraud.events-a", 0, false);
    replay(event("1", START));
    replay(event("2", warm.minusMillis(1)));
    replay(event("3", warm));

    check.compare(prediction(event("2", warm.minusMillis(1)), Map.of("card_tx_count_1d", 1.0)));
    check.compare(prediction(event("3", warm), Map.of("card_tx_count_1d", 2.0)));

    assertThat(check.report().unknown()).isEqualTo(1);
    assertThat(check.report().compared()).isEqualTo(1);
    assertThat(check.report().different()).isZero();
  }

  @Test
  void leavesOutDegradedPredictionsAndUnknownEvents() {
    Event event = event("1", START);

    check.compare(prediction(event, Map.of("card_tx_count_1d", 1.0)));
    check.compare(new Prediction(event, assessment(Map.of(), "a:card: late"), null, Map.of()));

    assertThat(check.report().unknown()).isEqualTo(1);
    assertThat(check.report().degraded()).isEqualTo(1);
    assertThat(check.report().compared()).isZero();
  }

  @Test
  void leavesOutWhatAnotherReleaseJudged() {
    Event event = event("1", START);
    Assessment byAnother = new Assessment(4, Map.of(), Map.of(), null, List.of(), null, List.of());

    check.compare(new Prediction(event, byAnother, null, Map.of()));

    assertThat(check.report().others()).isEqualTo(1);
    assertThat(check.report().compared()).isZero();
  }

  @Test
  void leavesOutWhatWasMadeOfAnotherLog() {
    check.log().begin("card-fraud.events-a", 0, true);
    replay(event("1", START));
    Position enriched = new Position("card-fraud.enriched", 0, 0);
    Assessment another = assessment(Map.of("card_tx_count_1d", FeatureValue.of(9)));

    check.compare(
        new Prediction(
            event("1", START), another, null, Map.of(Part.ofEntity("terminal"), enriched)));

    assertThat(check.report().others()).isEqualTo(1);
    assertThat(check.report().compared()).isZero();
  }

  @Test
  void comparesNoEventThatTheLogHasNotHoweverOftenItWasPredicted() {
    Event event = event("1", START);

    check.compare(prediction(event, Map.of("card_tx_count_1d", 1.0)));
    check.compare(prediction(event, Map.of("card_tx_count_1d", 1.0)));

    assertThat(check.report().unknown()).isEqualTo(2);
    assertThat(check.report().compared()).isZero();
  }

  @Test
  void asksNotForStatelessFeaturesThatThePredictionLeavesOut() {
    check.log().begin("card-fraud.events-a", 0, true);
    replay(event("1", START));
    Event withoutAmount =
        new Event("1", START, List.of(CARD, TERMINAL), SOURCE, Payload.of("{\"tx_id\":\"1\"}"));

    check.compare(prediction(withoutAmount, Map.of("card_tx_count_1d", 1.0)));

    assertThat(check.report().compared()).isEqualTo(1);
    assertThat(check.report().different()).isZero();
  }

  private void replay(Event event) {
    List<Part> parts = List.of(Part.EVENT, Part.ofEntity("card"), Part.ofEntity("terminal"));
    check.log().take(place(), 0, CARD, new RoutedEvent(event, RoutingSlip.of(parts)));
    check.log().take(place(), 0, TERMINAL, new RoutedEvent(event, RoutingSlip.of(parts)));
  }

  private Position place() {
    return new Position("card-fraud.events-a", 0, offset++);
  }

  private static Event event(String id, Instant time) {
    Payload payload =
        Payload.of(
            "{\"tx_id\":\"%s\",\"event_time\":\"%s\",\"customer_id\":\"596\",\"terminal_id\":\"7\",\"amount\":12.5}"
                .formatted(id, time));
    return new Event(id, time, List.of(CARD, TERMINAL), SOURCE, payload);
  }

  private static Prediction prediction(Event event, Map<String, Double> features) {
    Map<String, FeatureValue> values =
        features.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> FeatureValue.of(entry.getValue())));
    return new Prediction(event, assessment(values), null, Map.of());
  }

  private static Assessment assessment(Map<String, FeatureValue> values, String... degraded) {
    return new Assessment(0, values, Map.of(), null, List.of(degraded), null, List.of());
  }
}
