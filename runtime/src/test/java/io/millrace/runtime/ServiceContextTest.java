package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceContextTest {
  private static final PipelineTopics TOPICS = Pipelines.EMPTY.topics();
  private static final FeaturePart PART =
      new FeaturePart(
          new FeaturePart.About(
              "1", Part.EVENT, RoutingSlip.of(List.of(Part.EVENT)), new Position("t", 0, 1), null),
          new FeaturePart.Computed(Map.of("x", FeatureValue.of(1.5))));

  @TempDir private Path state;
  private EchoService service;
  private TopologyFixture fixture;

  @BeforeEach
  void start() {
    service = new EchoService();
    fixture = new TopologyFixture(service, Pipelines.EMPTY, state);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void countsAndTimesWhatPasses() {
    fixture.input(TOPICS.featuresA()).pipeInput("1", PART);

    assertThat(fixture.output(TOPICS.featuresB()).readKeyValuesToList())
        .extracting(pair -> pair.value)
        .containsExactly(PART);
    assertThat(count("millrace.records.in")).isEqualTo(1);
    assertThat(count("millrace.records.out")).isEqualTo(1);
    assertThat(fixture.registry().get("millrace.latency").tag("service", "echo").timer().count())
        .isEqualTo(1);
  }

  @Test
  void sendsWhatItCannotReadToDeadLettersAsReceived() {
    raw().pipeInput("k".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3});

    TestRecord<byte[], byte[]> letter = fixture.output(TOPICS.deadLetters()).readRecord();
    assertThat(letter.key()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
    assertThat(letter.value()).containsExactly(1, 2, 3);
    assertThat(header(letter.headers(), DeadLetter.STAGE)).isEqualTo("echo");
    assertThat(header(letter.headers(), DeadLetter.SOURCE)).isEqualTo("shop.features-a-0@0");
    assertThat(header(letter.headers(), DeadLetter.REASON)).contains("not JSON");
  }

  @Test
  void sendsWhatAProcessorRejectsOrFailsAtToDeadLettersAndGoesOn() {
    fixture.input(TOPICS.featuresA()).pipeInput("bad", PART);
    fixture.input(TOPICS.featuresA()).pipeInput("broken", PART);
    fixture.input(TOPICS.featuresA()).pipeInput("good", PART);

    assertThat(fixture.deadLetterReasons())
        .containsExactly(
            "bad is not welcome", "echo failed: java.lang.IllegalStateException: out of order");
    assertThat(fixture.output(TOPICS.featuresB()).readKeyValuesToList()).hasSize(1);
  }

  @Test
  void refusesRecordsWithoutValueOrKey() {
    raw().pipeInput("k".getBytes(StandardCharsets.UTF_8), (byte[]) null);
    fixture.input(TOPICS.featuresA()).pipeInput(null, PART);

    assertThat(fixture.deadLetterReasons())
        .containsExactly(
            "the record has no value (null): write a JSON object",
            "the record has no key: this topic needs one");
  }

  @Test
  void showsEveryCauseOfDeadLettersFromTheStart() {
    assertThat(fixture.registry().get("millrace.dead.letters").counters())
        .extracting(counter -> counter.getId().getTag("cause"))
        .containsExactlyInAnyOrder("unreadable", "rejected", "failed", "too_large");
  }

  @Test
  void marksWhatWasDoneAsCommittedOnceKafkaStreamsHasCommitted() {
    fixture.input(TOPICS.featuresA()).pipeInput("1", PART);

    assertThat(service.committedAtOnce).containsExactly(false);
    assertThat(service.marks.getFirst().isCommitted(service.tickets.getFirst())).isTrue();
  }

  @Test
  void refusesACommitMarkThatIsNotNamedLikeOne() {
    assertThatThrownBy(() -> CommitMark.builder("mark"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'mark' is no name of a commit mark: let it end in -commits");
  }

  private double count(String name) {
    return fixture.registry().get(name).tag("service", "echo").counter().count();
  }

  private org.apache.kafka.streams.TestInputTopic<byte[], byte[]> raw() {
    return fixture.input(
        new Topic<>(
            TOPICS.featuresA().name(),
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            true,
            false,
            Map.of()));
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
