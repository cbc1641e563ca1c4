package io.millrace.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Action.Target.ToTopic;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.CloudEvent;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Redriven;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import io.millrace.contracts.json.ActionFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.Releases;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionTopologyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant EVENT_TIME = Instant.parse("2018-06-02T10:00:00Z");

  private final PipelineDefinition pipeline = TestPipeline.orders();
  private final Map<String, ListItem> lists = new HashMap<>();
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
            new ActionService(FakeOutside.outside(), _ -> new FakeLists(lists)),
            TestPipeline.releases(),
            stateDir,
            Map.of(
                "BLOCK_URL",
                endpoint.url(),
                "BLOCK_KEY",
                "k1",
                "HOLD_URL",
                endpoint.url(),
                ActionConfig.WEBHOOK_ALLOW,
                "127.0.0.1",
                ActionConfig.WEBHOOK_ATTEMPTS,
                "3",
                ActionConfig.WEBHOOK_LONGEST_PAUSE,
                "20"));
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
  void listActionPutsAnItemOnItsListFromTheTimeOfTheEventOn() {
    send(TestPipeline.list("7", "c1"));

    TestRecord<String, ListItem> record = fixture.output(pipeline.topics().lists()).readRecord();
    assertThat(record.key()).isEqualTo("blocked-cards/c1");
    assertThat(record.value()).isEqualTo(item(HOUR, "action 7:list"));
    assertThat(results.readValue())
        .isEqualTo(new ActionResult("7", "list", Status.PERFORMED, 1, "on blocked-cards"));
  }

  @Test
  void listActionShortensNothing() {
    ListItem forEver = item(null, "stolen");
    lists.put("blocked-cards/c1", forEver);
    send(TestPipeline.list("7", "c1"));
    lists.put("blocked-cards/c1", item(Duration.ofMinutes(10), "suspect"));
    send(TestPipeline.list("8", "c1"));

    assertThat(fixture.output(pipeline.topics().lists()).readValuesToList())
        .containsExactly(item(HOUR, "suspect"));
    assertThat(results.readValuesToList())
        .extracting(ActionResult::status)
        .containsOnly(Status.PERFORMED);
  }

  @Test
  void listThatIsNoneOfThePipelinesActionsIsRefused() {
    Target other = new Target.ToList("trusted-cards", "c1", null);
    send(new Action("7", "list", "DECLINE", Releases.FOLDER, other, TestPipeline.BODY));

    assertThat(fixture.output(pipeline.topics().lists()).isEmpty()).isTrue();
    assertThat(fixture.deadLetterReasons())
        .containsExactly(
            "action 7:list failed at attempt 1: list 'trusted-cards' is none of this pipeline's actions: add it there, then redrive");
  }

  @Test
  void actionThatCouldNotBeMadeFailsWithTheReason() {
    Target none = new Target.Unmade("cannot compute 'event.x': / by zero");
    send(new Action("7", "list", "DECLINE", Releases.FOLDER, none, TestPipeline.BODY));

    assertThat(results.readValue().status()).isEqualTo(Status.FAILED);
    assertThat(fixture.deadLetterReasons())
        .containsExactly("action 7:list failed at attempt 1: cannot compute 'event.x': / by zero");
  }

  /// The card `c1` on its list for a time from the arrival of the test's records on.
  private static ListItem item(@Nullable Duration time, String note) {
    Instant from = TopologyFixture.ARRIVAL;
    return new ListItem("blocked-cards", "c1", from, time == null ? null : from.plus(time), note);
  }

  private record FakeLists(Map<String, ListItem> items) implements RecordedLists {

    @Override
    public Lists asOf(long timestamp) {
      return Lists.EMPTY;
    }

    @Override
    public Optional<ListItem> latest(String list, String item) {
      return Optional.ofNullable(items.get(ListItem.key(list, item)));
    }
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
    assertThat(nextResult())
        .isEqualTo(new ActionResult("7", "block", Status.PERFORMED, 1, "HTTP 200"));
    send(TestPipeline.block("8"));

    assertThat(nextResult())
        .isEqualTo(new ActionResult("8", "block", Status.FAILED, 3, "HTTP 503"));
    assertThat(fixture.deadLetterReasons())
        .containsExactly("action 8:block failed at attempt 3: HTTP 503");
    assertThat(endpoint.received())
        .extracting(received -> received.headers().get("idempotency-key"))
        .containsExactly("7:block", "8:block", "8:block", "8:block");
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
  void topicIsThatOfTheRelease() {
    send(TestPipeline.secondLook("7", 3));
    send(TestPipeline.secondLook("8", 0));

    assertThat(fixture.output(pipeline.topics().actionTopic("second-look")).readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactly("7");
    assertThat(fixture.deadLetterReasons())
        .singleElement()
        .asString()
        .contains("topic 'second-look' is none of this pipeline's actions");
  }

  @Test
  void topicThatTheReleaseDoesNotHaveIsRefused() {
    send(new Action("7", "queue", "REVIEW", 3, new ToTopic("review-queue"), TestPipeline.BODY));
    send(TestPipeline.secondLook("8", 4));

    assertThat(results.readValuesToList())
        .extracting(ActionResult::status, ActionResult::answer)
        .containsExactly(
            tuple(
                Status.FAILED,
                "topic 'review-queue' is none of the actions of release 3: no other is performed"),
            tuple(Status.FAILED, "there is no release 4: millrace release list shows all"));
  }

  @Test
  void webhookOfAReleaseWhoseSecretIsMissingIsTriedAgain() {
    send(TestPipeline.hold("7"));

    assertThat(nextResult())
        .isEqualTo(
            new ActionResult(
                "7",
                "hold",
                Status.FAILED,
                3,
                "HOLD_TOKEN is not set, but header 'authorization' of the webhook '${HOLD_URL}/hold'"
                    + " needs it: set it, or HOLD_TOKEN_FILE with the path of a file, in the"
                    + " environment of action-triggers"));
    assertThat(endpoint.received()).isEmpty();
  }

  @Test
  void secondRecordWithTheSameKeyIsNotPerformed() {
    send(TestPipeline.queue("7"));
    send(TestPipeline.queue("7"));
    send(TestPipeline.block("7"));
    send(TestPipeline.block("7"));

    assertThat(nextResult().action()).isEqualTo("queue");
    assertThat(nextResult().action()).isEqualTo("block");
    assertThat(reviewQueue.readRecordsToList()).hasSize(1);
    assertThat(endpoint.received()).hasSize(1);
    assertThat(fixture.registry().get("millrace.actions.duplicate").counter().count()).isEqualTo(2);
  }

  @Test
  void failedActionIsPerformedOncePublishedAgainWithTheSameKeyAndBody() {
    send(TestPipeline.block("7"));
    nextResult();
    send(TestPipeline.block("8"));
    assertThat(nextResult().status()).isEqualTo(Status.FAILED);
    endpoint.answer(200);

    sendAgain(TestPipeline.block("7"), "orders.actions-0@0");
    sendAgain(TestPipeline.block("8"), "orders.raw-0@1");
    sendAgain(TestPipeline.block("8"), "orders.actions-0@1");
    assertThat(nextResult())
        .isEqualTo(new ActionResult("8", "block", Status.PERFORMED, 1, "HTTP 200"));
    sendAgain(TestPipeline.block("8"), "orders.actions-0@1");

    assertThat(results.isEmpty()).isTrue();
    assertThat(endpoint.received())
        .extracting(received -> received.headers().get("idempotency-key"))
        .containsExactly("7:block", "8:block", "8:block", "8:block", "8:block");
    assertThat(endpoint.received())
        .extracting(received -> received.body())
        .containsOnly(TestPipeline.BODY);
  }

  @Test
  void otherBodyUnderAUsedKeyIsADeadLetter() {
    Action first = TestPipeline.queue("7");
    send(first);
    send(new Action("7", "queue", "REVIEW", 0, first.target(), Payload.of("{\"other\":1}")));

    assertThat(reviewQueue.readRecordsToList()).hasSize(1);
    assertThat(fixture.deadLetterReasons())
        .singleElement()
        .asString()
        .startsWith("the idempotency key 7:queue was used before, at offset 0, with another body");
  }

  @Test
  void actionsThatWaitAreCounted() {
    endpoint.retryAfter("60");
    send(TestPipeline.block("6"));
    nextResult();
    send(TestPipeline.block("7"));
    fixture.driver().advanceWallClockTime(Duration.ofMillis(10));

    assertThat(fixture.registry().get("millrace.outbox.actions").gauge().value()).isEqualTo(1);
  }

  @Test
  void everyWebhookOfThePipelineIsToldToBeUp() {
    assertThat(fixture.registry().get("millrace.endpoint.open").gauges())
        .isNotEmpty()
        .allSatisfy(gauge -> {
          assertThat(gauge.getId().getTag("endpoint")).startsWith("${");
          assertThat(gauge.value()).isZero();
        });
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

  /// The next result; what is performed outside takes its time.
  private ActionResult nextResult() {
    long patience = System.nanoTime() + 10_000_000_000L;
    while (results.isEmpty() && System.nanoTime() < patience) {
      fixture.driver().advanceWallClockTime(Duration.ofMillis(10));
      Thread.onSpinWait();
    }
    return results.readValue();
  }

  private void send(Action action) {
    send(action, new RecordHeaders());
  }

  private void sendAgain(Action action, String source) {
    RecordHeaders headers = new RecordHeaders();
    new Redriven(new Position("orders.dead-letters", 0, 0), Position.parse(source))
        .writeTo(headers);
    send(action, headers);
  }

  private void send(Action action, RecordHeaders headers) {
    headers.add("traceparent", "00-ab-cd-01".getBytes(UTF_8));
    new CloudEvent(
            action.idempotencyKey(), "io.millrace.action", "/orders/decision-engine", EVENT_TIME)
        .writeTo(headers);
    actions.pipeInput(
        new TestRecord<>(action.idempotencyKey(), action, headers, TopologyFixture.ARRIVAL));
  }

  private static Action elsewhere(String eventId) {
    return new Action(eventId, "queue", "REVIEW", 0, new ToTopic("elsewhere"), TestPipeline.BODY);
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
