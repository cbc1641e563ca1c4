package io.millrace.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final Position SOURCE = new Position("cards.raw", 3, 1842);
  private static final Position LETTER = new Position("cards.dead-letters", 1, 42);

  private final Headers headers = new RecordHeaders().add("traceparent", "00-ab".getBytes(UTF_8));

  @Test
  void readsTheHeadersThatItWrites() {
    DeadLetter letter = new DeadLetter("amount is missing", "ingestion-service", SOURCE);

    letter.writeTo(headers);

    assertThat(DeadLetter.of(headers)).isEqualTo(letter);
  }

  @Test
  void leavesTheRecordItsOwnHeaders() {
    new DeadLetter("amount is missing", "ingestion-service", SOURCE).writeTo(headers);

    DeadLetter.removeFrom(headers);

    assertThat(headers).extracting(Header::key).containsExactly("traceparent");
  }

  @Test
  void saysNothingWhereStrangersHaveWrittenSomethingElse() {
    headers.add(DeadLetter.SOURCE, "somewhere".getBytes(UTF_8)).add(DeadLetter.REASON, null);

    assertThat(DeadLetter.of(headers)).isEqualTo(new DeadLetter("", "", null));
  }

  @Test
  void recordStandsForOneOfTheTopicThatItWasPublishedToAgain() {
    new Redriven(LETTER, SOURCE).writeTo(headers);

    assertThat(Redriven.sourceIn("cards.raw", headers)).contains(SOURCE);
    assertThat(Redriven.sourceIn("cards.events", headers)).isEmpty();
  }

  @Test
  void markIsToldFromADeadLetter() {
    RedriveMark mark = new RedriveMark(LETTER, new Position("cards.raw", 3, 2000));
    new DeadLetter("amount is missing", "ingestion-service", SOURCE).writeTo(headers);

    assertThat(RedriveMark.of(mark.headers())).contains(mark);
    assertThat(RedriveMark.of(headers)).isEmpty();
    assertThat(DeadLetter.of(mark.headers()).reason()).isEqualTo("redriven to cards.raw-3@2000");
  }

  @Test
  void nobodyWhoseRecordIsGivenUpCanPretendThatAnotherWasRedriven() {
    RedriveMark mark = new RedriveMark(LETTER, new Position("cards.raw", 3, 2000));
    Headers forged = mark.headers();

    new DeadLetter("it is no JSON", "ingestion-service", SOURCE).writeTo(forged);

    assertThat(RedriveMark.of(forged)).isEmpty();
  }
}
