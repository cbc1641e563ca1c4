package io.millrace.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToTopic;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.CloudEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.ActionFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionTopologyTest {
  private static final Instant EVENT_TIME = Instant.parse("2018-06-02T10:00:00Z");

  private final PipelineDefinition pipeline = TestPipeline.orders();
  private final FakeOutside fake = new FakeOutside();
  private FakeEndpoint endpoint;
  private TopologyFixture fixture;
  private TestInputTopic<String, Action> actions;
  private TestOutputTopic<String, ActionResult> results;
  private TestOutputTopic<String, byte[]> reviewQueue;

  @BeforeEach
  void start(@TempDir Path stateDir) throws IOException {
    endpoint = new FakeEndpoint(200, 503);
    fixture =
        new TopologyFixture(
            new ActionService(fake.outside()),
            pipeline,
            stateDir,
            Map.of("BLOCK_URL", endpoint.url(), "BLOCK_KEY", "k1"));
    actions = fixture.input(pipeline.topics().actions());
    results = fixture.output(pipeline.topics().actionResults());
    reviewQueue = fixture.output(pipeline.topics().actionTopic("review-queue"));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
    endpoint.close();
  }

  @Test
  void topologyIsTheOneInTheGoldenFile() throws IOException {
    assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
  }

  @Test
  void topicActionBecomesARecordByEventId() {
    send(TestPipeline.queue("7"));

    TestRecord<String, byte[]> record = reviewQueue.readRecord();
    assertThat(record.key()).isEqualTo("7");
    assertThat(record.value()).isEqualTo(TestPipeline.BODY.bytes());
    assertThat(record.getRecordTime()).isEqualTo(TopologyFixture.ARRIVAL);
    assertThat(headers(record))
        .containsEntry("ce_id", "7:queue")
        .containsEntry("ce_type", "io.millrace.action")
        .containsEntry("ce_source", "/orders/action-triggers")
        .containsEntry("ce_time", EVENT_TIME.toString())
        .containsEntry("traceparent", "00-ab-cd-01");
  }

  @Test
  void resultIsKeyedByIdempotencyKey() {
    send(TestPipeline.queue("7"));

    TestRecord<String, ActionResult> record = results.readRecord();
    assertThat(record.key()).isEqualTo("7:queue");
    assertThat(record.value())
        .isEqualTo(new ActionResult("7", "queue", Status.PERFORMED, 1, "written to review-queue"));
    assertThat(headers(record))
        .containsEntry("ce_id", "7:queue")
        .containsEntry("ce_type", "io.millrace.action-result")
        .containsEntry("ce_time", EVENT_TIME.toString());
  }

  @Test
  void webhookThatFailsToTheEndLeavesAResultAndADeadLetter() {
    send(TestPipeline.block("7"));
    send(TestPipeline.block("8"));

    assertThat(results.readValuesToList())
        .containsExactly(
            new ActionResult("7", "block", Status.PERFORMED, 1, "HTTP 200"),
            new ActionResult("8", "block", Status.FAILED, 5, "HTTP 503"));
    assertThat(fake.pauses()).hasSize(4);
    assertThat(fixture.deadLetterReasons())
        .containsExactly("action 8:block failed at attempt 5: HTTP 503");
  }

  @Test
  void deadLetterIsTheActionsRecordAsItWas() {
    Action elsewhere = elsewhere("7");

    send(elsewhere);

    TestRecord<byte[], byte[]> letter =
        fixture.output(pipeline.topics().deadLetters()).readRecord();
    assertThat(letter.key()).isEqualTo("7:queue".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(JsonOutput.write(elsewhere, new ActionFormat()));
    assertThat(headers(letter))
        .containsEntry("stage", "action-triggers")
        .containsEntry("source", "orders.actions-0@0")
        .containsEntry("ce_type", "io.millrace.action");
  }

  @Test
  void topicOutsideThePipelineIsRefused() {
    send(elsewhere("7"));

    assertThat(results.readValue().status()).isEqualTo(Status.FAILED);
    assertThat(fixture.deadLetterReasons())
        .singleElement()
        .asString()
        .contains("topic 'elsewhere' is none of this pipeline's actions");
  }

  @Test
  void replayRepeatsTheActionUnderTheSameKeyWithTheSameBody() {
    send(TestPipeline.queue("7"));
    send(TestPipeline.queue("7"));

    List<TestRecord<String, byte[]>> records = reviewQueue.readRecordsToList();
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().value()).isEqualTo(records.getLast().value());
    assertThat(headers(records.getFirst())).isEqualTo(headers(records.getLast()));
  }

  @Test
  void recordWithoutCloudEventTimeCountsFromItsArrival() {
    actions.pipeInput("7:note", TestPipeline.note("7"));

    assertThat(headers(results.readRecord()))
        .containsEntry("ce_time", TopologyFixture.ARRIVAL.toString());
  }

  @Test
  void everyTargetAndStatusIsCountedFromZero() {
    send(TestPipeline.note("7"));

    assertThat(count("log", "performed")).isEqualTo(1);
    assertThat(count("log", "failed")).isZero();
    assertThat(count("topic", "failed")).isZero();
    assertThat(count("webhook", "performed")).isZero();
  }

  @Test
  void doesNotStartWithoutTheNamesOfItsWebhooks(@TempDir Path stateDir) {
    Map<String, String> environment = Map.of("BLOCK_URL", endpoint.url());

    assertThatThrownBy(
            () -> new TopologyFixture(new ActionService(), pipeline, stateDir, environment))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith("BLOCK_KEY is not set");
  }

  private void send(Action action) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", "00-ab-cd-01".getBytes(UTF_8));
    new CloudEvent(
            action.idempotencyKey(), "io.millrace.action", "/orders/decision-engine", EVENT_TIME)
        .writeTo(headers);
    actions.pipeInput(
        new TestRecord<>(action.idempotencyKey(), action, headers, TopologyFixture.ARRIVAL));
  }

  private static Action elsewhere(String eventId) {
    return new Action(eventId, "queue", "REVIEW", new ToTopic("elsewhere"), TestPipeline.BODY);
  }

  private double count(String target, String status) {
    return fixture
        .registry()
        .get("millrace.actions")
        .tags("target", target, "status", status)
        .counter()
        .count();
  }

  private static Map<String, String> headers(TestRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
  }
}
