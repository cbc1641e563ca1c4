package io.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeReaderTest {
  private static final Position SOURCE = new Position("card-fraud.feedback", 1, 5);
  private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

  private final RecordReader<Outcome> reader = OutcomeReader.of(Cards.PIPELINE);

  @Test
  void readsWhatAnEventTurnedOutToBe() {
    Outcome outcome = accepted(Cards.FEEDBACK);

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                "123",
                Instant.parse("2018-06-01T10:00:00Z"),
                List.of(new EntityKey("card", "42"), new EntityKey("terminal", "7")),
                FeatureValue.of(1),
                Instant.parse("2018-06-02T10:00:00Z"),
                null,
                SOURCE));
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0", "1, 1", "0, 0", "0.25, 0.25", "-3e2, -300"})
  void readsALabelThatIsATruthValueOrANumber(String written, double label) {
    Outcome outcome = accepted(withLabel(written));

    assertThat(outcome.label()).isEqualTo(FeatureValue.of(label));
  }

  @Test
  void readsALabelThatIsAText() {
    Outcome outcome = accepted(withLabel("\"chargeback\""));

    assertThat(outcome.label()).isEqualTo(FeatureValue.of("chargeback"));
  }

  @Test
  void namesWhoSaysSoWhereTheFeedbackDoes() {
    Outcome outcome = accepted(withLabel("true,\"reporter\":\"bank\""));

    assertThat(outcome.reporter()).isEqualTo("bank");
  }

  @Test
  void acceptsALabelKnownAtTheMomentOfTheEvent() {
    Outcome outcome = accepted(Cards.FEEDBACK.replace("06-02", "06-01"));

    assertThat(outcome.knownAt()).isEqualTo(outcome.eventTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tx_id", "event_time", "customer_id", "terminal_id", "fraud", "labelled_at"})
  void rejectsAMissingField(String field) {
    String reason = rejected(Cards.FEEDBACK.replace('"' + field + '"', "\"other\""));

    assertThat(reason).isEqualTo(field + " is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | fraud is null: write a truth value, a number or a text",
        "{}   | fraud is an object: write a truth value, a number or a text",
        "[1]  | fraud is an array: write a truth value, a number or a text",
      })
  void rejectsALabelThatIsNone(String written, String reason) {
    String rejected = rejected(withLabel(written));

    assertThat(rejected).isEqualTo(reason);
  }

  @Test
  void rejectsAReporterThatIsNoText() {
    String reason = rejected(withLabel("true,\"reporter\":7"));

    assertThat(reason).isEqualTo("reporter is 7: write a text");
  }

  @Test
  void rejectsALabelKnownBeforeTheEvent() {
    String reason = rejected(Cards.FEEDBACK.replace("2018-06-02", "2018-05-31"));

    assertThat(reason)
        .isEqualTo(
            "labelled_at 2018-05-31T10:00:00Z is before the event itself"
                + " (event_time 2018-06-01T10:00:00Z)");
  }

  @ParameterizedTest
  @CsvSource({"2018-06-02, labelled_at", "2018-06-01, event_time"})
  void rejectsATimeAheadOfItsArrival(String day, String field) {
    String reason = rejected(Cards.FEEDBACK.replace(day, "2026-02-01"));

    assertThat(reason).startsWith(field + " 2026-02-01T10:00:00Z is 31 days ahead of its arrival");
  }

  @Test
  void rejectsARecordThatIsTooLarge() {
    String reason = rejected(" ".repeat(100_000) + Cards.FEEDBACK);

    assertThat(reason).startsWith("the record has 100,").endsWith("bytes: write at most 100,000");
  }

  @Test
  void rejectsAllFeedbackWhereThePipelineHasNone() {
    RecordReader<Outcome> none = OutcomeReader.of(Cards.PIPELINE_WITHOUT_FEEDBACK);

    Reading<Outcome> reading = none.read(Cards.FEEDBACK.getBytes(UTF_8), SOURCE, ARRIVAL);

    assertThat(reading)
        .isEqualTo(
            new Reading.Rejected<>(
                "pipeline card-fraud has no 'feedback': define it to have outcomes read"));
  }

  private static String withLabel(String written) {
    return Cards.FEEDBACK.replace("true", written);
  }

  private Outcome accepted(String json) {
    return switch (reader.read(json.getBytes(UTF_8), SOURCE, ARRIVAL)) {
      case Reading.Accepted<Outcome>(Outcome outcome) -> outcome;
      case Reading.Rejected<Outcome>(String reason) -> throw new AssertionError(reason);
    };
  }

  private String rejected(String json) {
    return switch (reader.read(json.getBytes(UTF_8), SOURCE, ARRIVAL)) {
      case Reading.Accepted<Outcome>(Outcome outcome) -> throw new AssertionError(outcome);
      case Reading.Rejected<Outcome>(String reason) -> reason;
    };
  }
}
