package io.millrace.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import io.millrace.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SeenRecordsTest {
  private static final long ARRIVED = 1_000_000;
  private static final SeenRecords.Reading LIVE = new SeenRecords.Reading(0, ARRIVED + 12, true);

  private final SeenRecords seen = new SeenRecords(ShownCards.pipeline());

  @Test
  void takesLatencyFromTheArrivalThatRecordsKeep() {
    seen.take(decision("1", "APPROVE", 0.25, 0), LIVE);

    assertThat(seen.latency(0)).isEqualTo(new LatencySummary(12, 12, 12, 1));
    assertThat(seen.decisions()).hasSize(1);
    assertThat(seen.decisions().getFirst().latency()).hasValue(12);
  }

  @Test
  void takesNoLatencyFromWhatWasThereBefore() {
    seen.take(
        decision("1", "APPROVE", 0.25, 0), new SeenRecords.Reading(0, ARRIVED + 90_000, false));

    assertThat(seen.latency(0).measured()).isZero();
    assertThat(seen.outcomes(0, 100).perSecond()).isEmpty();
    assertThat(seen.decisions()).hasSize(1);
    assertThat(seen.scores(0).counts().get(5)).isEqualTo(1);
  }

  @Test
  void knowsTheCommandThatExplainsADecision() {
    seen.take(decision("a-1", "APPROVE", 0.25, 3), LIVE);
    seen.take(decision("a $(reboot)", "APPROVE", 0.25, 4), LIVE);

    assertThat(seen.decisions())
        .extracting(row -> row.command().orElseThrow())
        .containsExactly(
            "millrace explain cards.decisions-0@4 --pipeline cards",
            "millrace explain a-1 --pipeline cards");
  }

  @Test
  void tellsWhichModelSpokeForARelease() {
    seen.take(decision("1", "APPROVE", 0.25, 0), LIVE);

    assertThat(seen.model(2)).contains(new ModelRef("cards", "ab12"));
    assertThat(seen.model(1)).isEmpty();
  }

  @Test
  void putsResultsToTheirActions() {
    seen.take(action("1"), LIVE);
    seen.take(action("2"), LIVE);
    seen.take(result("1"), LIVE);
    seen.take(result("unknown"), LIVE);

    assertThat(seen.actions()).extracting(row -> row.action().eventId()).containsExactly("2", "1");
    assertThat(seen.actions().getFirst().result()).isEmpty();
    assertThat(seen.actions().getLast().result())
        .map(ActionResult::status)
        .contains(ActionResult.Status.FAILED);
  }

  @Test
  void showsTheNewestDeadLetterAndNoMark() {
    Position letter = new Position("cards.dead-letters", 0, 7);
    Headers dead = new RecordHeaders();
    new DeadLetter("amount is missing", "ingestion-service", null).writeTo(dead);
    Headers mark = new RedriveMark(letter, new Position("cards.raw", 0, 9)).headers();

    seen.take(record(ShownCards.TOPICS.deadLetters(), 7, "{}".getBytes(UTF_8), dead), LIVE);
    seen.take(record(ShownCards.TOPICS.deadLetters(), 8, new byte[0], mark), LIVE);

    assertThat(seen.letter())
        .isEqualTo(
            Optional.of(
                new LetterRow(
                    new DeadLetter("amount is missing", "ingestion-service", null),
                    letter,
                    ARRIVED)));
  }

  @Test
  void passesOverWhatCannotBeRead() {
    byte[] garbage = "garbage".getBytes(UTF_8);

    seen.take(record(ShownCards.TOPICS.decisions(), 0, garbage, new RecordHeaders()), LIVE);
    seen.take(record(ShownCards.TOPICS.actions(), 0, garbage, new RecordHeaders()), LIVE);

    assertThat(seen.decisions()).isEmpty();
    assertThat(seen.actions()).isEmpty();
  }

  static Decision decision(String eventId, String outcome, double score) {
    return new Decision(
        eventId,
        Instant.EPOCH,
        List.of(new EntityKey("card", "42")),
        outcome,
        1,
        List.of("LOW_RISK"),
        List.of(),
        List.of(),
        2,
        Map.of("score", new FeatureValue.Scalar(score)),
        new ModelRef("cards", "ab12"),
        List.of(),
        List.of(),
        new Position("cards.raw", 0, 1),
        new Position("cards.predictions", 0, 1));
  }

  static Action action(String eventId, Action.Target target) {
    return new Action(eventId, "call", "DECLINE", 2, target, Payload.of("{}"));
  }

  private static ConsumerRecord<byte[], byte[]> decision(
      String eventId, String outcome, double score, long offset) {
    return written(ShownCards.TOPICS.decisions(), offset, decision(eventId, outcome, score));
  }

  private static ConsumerRecord<byte[], byte[]> action(String eventId) {
    return written(ShownCards.TOPICS.actions(), 0, action(eventId, new Action.Target.ToLog()));
  }

  private static ConsumerRecord<byte[], byte[]> result(String eventId) {
    return written(
        ShownCards.TOPICS.actionResults(),
        0,
        new ActionResult(eventId, "call", ActionResult.Status.FAILED, 3, "503"));
  }

  private static <V> ConsumerRecord<byte[], byte[]> written(
      Topic<?, V> topic, long offset, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return record(topic, offset, bytes, new RecordHeaders());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Topic<?, ?> topic, long offset, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        topic.name(),
        0,
        offset,
        ARRIVED,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }
}
