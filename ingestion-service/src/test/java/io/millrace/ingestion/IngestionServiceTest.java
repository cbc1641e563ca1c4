package io.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Redriven;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Releases;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionServiceTest {
  private static final Instant EVENT_TIME = Instant.parse("2018-06-01T10:00:00Z");

  private final PipelineTopics topics = Cards.PIPELINE.topics();

  @TempDir private Path stateDir;
  private TopologyFixture fixture;
  private TestInputTopic<byte[], byte[]> raw;
  private TestInputTopic<byte[], byte[]> feedback;
  private TestOutputTopic<String, StreamRecord> events;
  private TestOutputTopic<String, Outcome> outcomes;

  private final Releases releases =
      new Releases() {
        @Override
        public PipelineDefinition pipeline(int release) {
          return release == 2 ? Cards.wider() : Cards.PIPELINE;
        }

        @Override
        public int newest() {
          return newest;
        }
      };
  private int newest;

  @BeforeEach
  void start() {
    fixture = new TopologyFixture(new IngestionService(), releases, stateDir, Map.of());
    raw = fixture.input(topics.raw());
    feedback = fixture.input(topics.feedback());
    events = fixture.output(topics.events());
    outcomes = fixture.output(topics.outcomes());
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void hasTheTopologyThatIsDocumented() throws IOException {
    assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
  }

  @Test
  void keysAnEventByItsFirstEntity() {
    raw.pipeInput("any".getBytes(UTF_8), bytes(Cards.TRANSACTION));

    TestRecord<String, StreamRecord> record = events.readRecord();
    assertThat(record.key()).isEqualTo("card:42");
    assertThat(record.value()).isInstanceOf(Event.class);
    assertThat(events.isEmpty()).isTrue();
    assertThat(outcomes.isEmpty()).isTrue();
    assertThat(fixture.deadLetterReasons()).isEmpty();
  }

  @Test
  void acceptsARecordWithoutAKey() {
    raw.pipeInput(bytes(Cards.TRANSACTION));

    assertThat(events.readKeyValue().key).isEqualTo("card:42");
  }

  @Test
  void goesByTheSchemaOfTheNewestRelease() {
    String withText = Cards.TRANSACTION.replaceAll("\"amount\": *[0-9.]+", "\"amount\":\"ten\"");

    raw.pipeInput(bytes(withText));
    newest = 2;
    raw.pipeInput(bytes(withText));

    assertThat(fixture.deadLetterReasons()).singleElement().asString().contains("amount");
    assertThat(events.readValuesToList()).hasSize(1);
  }

  @Test
  void saysWhereAnEventStandsInRaw() {
    raw.pipeInput(bytes(Cards.TRANSACTION));
    raw.pipeInput(bytes(Cards.TRANSACTION));

    List<Position> sources =
        events.readValuesToList().stream().map(record -> ((Event) record).source()).toList();
    assertThat(sources)
        .containsExactly(
            new Position("card-fraud.raw", 0, 0), new Position("card-fraud.raw", 0, 1));
  }

  @Test
  void sendsAnOutcomeToTheEntityAndToTheTrainer() {
    feedback.pipeInput(bytes(Cards.FEEDBACK));

    TestRecord<String, Outcome> outcome = outcomes.readRecord();
    TestRecord<String, StreamRecord> record = events.readRecord();
    assertThat(outcome.key()).isEqualTo("123");
    assertThat(record.key()).isEqualTo("card:42");
    assertThat(record.value()).isEqualTo(outcome.value());
  }

  @Test
  void keepsTheHeadersAndTheTimestampThatCame() {
    Headers headers = new RecordHeaders();
    headers.add("ce_id", bytes("e-1")).add("traceparent", bytes("00-4bf9-00f0-01"));

    raw.pipeInput(
        new TestRecord<>(null, bytes(Cards.TRANSACTION), headers, TopologyFixture.ARRIVAL));

    TestRecord<String, StreamRecord> record = events.readRecord();
    assertThat(record.headers()).isEqualTo(headers);
    assertThat(record.getRecordTime()).isEqualTo(TopologyFixture.ARRIVAL);
  }

  @Test
  void believesNoProducerThatARecordFurtherDownWasRedriven() {
    Position letter = new Position("cards.dead-letters", 0, 5);
    Headers forged = new RecordHeaders();
    new Redriven(letter, new Position("cards.events", 0, 0)).writeTo(forged);
    Headers redriven = new RecordHeaders();
    new Redriven(letter, new Position(fixture.context().topics().raw().name(), 0, 0))
        .writeTo(redriven);

    raw.pipeInput(
        new TestRecord<>(null, bytes(Cards.TRANSACTION), forged, TopologyFixture.ARRIVAL));
    raw.pipeInput(
        new TestRecord<>(null, bytes(Cards.TRANSACTION), redriven, TopologyFixture.ARRIVAL));

    assertThat(events.readRecord().headers()).isEmpty();
    assertThat(events.readRecord().headers()).isEqualTo(redriven);
  }

  @Test
  void judgesTimesByTheArrivalOfTheRecordAndNotByTheClock() {
    String future = Cards.TRANSACTION.replace("2018", "2099");

    raw.pipeInput(null, bytes(future), Instant.parse("2099-06-01T10:00:00Z"));

    assertThat(((Event) events.readValue()).time()).isEqualTo("2099-06-01T10:00:00Z");
  }

  @Test
  void sendsWhatItRejectsToDeadLettersAsItCame() {
    byte[] broken = bytes("{\"tx_id\":");

    raw.pipeInput("key".getBytes(UTF_8), broken);

    TestRecord<byte[], byte[]> letter = fixture.output(topics.deadLetters()).readRecord();
    assertThat(letter.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(broken);
    assertThat(header(letter, DeadLetter.REASON)).startsWith("not usable JSON: ");
    assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("ingestion-service");
    assertThat(header(letter, DeadLetter.SOURCE)).isEqualTo("card-fraud.raw-0@0");
  }

  @Test
  void goesOnAfterRecordsThatItRejects() {
    raw.pipeInput((byte[]) null);
    raw.pipeInput(bytes("[]"));
    feedback.pipeInput(bytes("{}"));
    raw.pipeInput(bytes(Cards.TRANSACTION));

    assertThat(fixture.deadLetterReasons())
        .containsExactly(
            "the record has no value (null): write a JSON object",
            "the record is an array: write a JSON object",
            "event_time is missing");
    assertThat(events.readValuesToList()).hasSize(1);
  }

  @Test
  void measuresHowLongEventsWereOnTheirWay() {
    Timer delay = fixture.registry().get("millrace.event.delay").timer();
    assertThat(delay.count()).isZero();

    raw.pipeInput(null, bytes(Cards.TRANSACTION), EVENT_TIME.plusSeconds(90));
    raw.pipeInput(null, bytes(Cards.TRANSACTION), EVENT_TIME.minusSeconds(90));
    raw.pipeInput(bytes("[]"));

    assertThat(delay.count()).isEqualTo(2);
    assertThat(delay.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
