package io.millrace.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contracts.Action;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Redriven;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.Releases;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

class DecisionTopologyTest {
  private static final String[] CLOUD_EVENT = {
    "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"
  };

  private final PipelineDefinition pipeline = TestPipeline.orders();
  private TopologyFixture fixture;
  private TestInputTopic<String, Prediction> predictions;
  private TestOutputTopic<String, Decision> decisions;
  private TestOutputTopic<String, Action> actions;

  @BeforeEach
  void start(@TempDir Path stateDir) {
    fixture =
        new TopologyFixture(new DecisionService(), TestPipeline.releases(), stateDir, Map.of());
    predictions = fixture.input(pipeline.topics().predictions());
    decisions = fixture.output(pipeline.topics().decisions());
    actions = fixture.output(pipeline.topics().actions());
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void topologyIsTheOneInTheGoldenFile() throws IOException {
    assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
  }

  @Test
  void decisionNamesWhatItCameFromAndKeepsTheTimestamp() {
    Instant arrival = TopologyFixture.ARRIVAL.plusSeconds(3);

    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95), arrival);

    TestRecord<String, Decision> record = decisions.readRecord();
    assertThat(record.key()).isEqualTo("1");
    assertThat(record.getRecordTime()).isEqualTo(arrival);
    assertThat(record.value().outcome()).isEqualTo("DECLINE");
    assertThat(record.value().rule()).isEqualTo(2);
    assertThat(record.value().reasons()).containsExactly("HIGH_RISK");
    assertThat(record.value().model()).isEqualTo(TestPipeline.MODEL);
    assertThat(record.value().raw()).isEqualTo(new Position("orders.raw", 2, 17));
    assertThat(record.value().prediction()).isEqualTo(new Position("orders.predictions", 0, 0));
  }

  @Test
  void decidesAndActsAsTheReleaseSaysThatJudged() {
    predictions.pipeInput("1", TestPipeline.by(3, TestPipeline.prediction("1", 2, 0.95)));
    predictions.pipeInput("2", TestPipeline.prediction("2", 2, 0.95));

    assertThat(decisions.readValuesToList())
        .extracting(Decision::release, Decision::outcome)
        .containsExactly(tuple(3, "HOLD"), tuple(0, "DECLINE"));
    assertThat(actions.readValue().outcome()).isEqualTo("HOLD");
  }

  @Test
  void doesNothingOfWhatAnEventIsHeldBackFrom(@TempDir Path stateDir) throws IOException {
    fixture.close();
    PipelineDefinition holdingBack = TestPipeline.holdingBack(pipeline, Set.of("DECLINE"), 1);
    fixture =
        new TopologyFixture(new DecisionService(), Releases.of(holdingBack), stateDir, Map.of());
    predictions = fixture.input(pipeline.topics().predictions());
    decisions = fixture.output(pipeline.topics().decisions());
    actions = fixture.output(pipeline.topics().actions());

    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95));
    predictions.pipeInput("2", TestPipeline.prediction("2", 2, 0.95, "part a:card failed"));
    predictions.pipeInput("3", TestPipeline.prediction("3", 2, 0.1));

    assertThat(decisions.readValuesToList())
        .extracting(Decision::outcome, Decision::heldBack)
        .containsExactly(
            tuple("APPROVE", new HeldBack("DECLINE", 1)),
            tuple("REVIEW", new HeldBack("DECLINE", 1)),
            tuple("APPROVE", null));
    assertThat(actions.readValuesToList()).extracting(Action::outcome).containsExactly("REVIEW");
    assertThat(counter("millrace.held.back", "outcome", "DECLINE")).isEqualTo(2);
  }

  @Test
  void asksListsAsTheyWereWhenTheEventWasIngested(@TempDir Path stateDir) throws IOException {
    fixture.close();
    long blockedFrom = TopologyFixture.ARRIVAL.plusSeconds(2).toEpochMilli();
    fixture =
        new TopologyFixture(
            new DecisionService(_ -> new BlockedFrom(blockedFrom)),
            TestPipeline.asking(),
            stateDir,
            Map.of());
    predictions = fixture.input(pipeline.topics().predictions());
    decisions = fixture.output(pipeline.topics().decisions());

    predictions.pipeInput(
        "1", TestPipeline.prediction("1", 2, 0.1), TopologyFixture.ARRIVAL.plusMillis(2_000));
    predictions.pipeInput(
        "2", TestPipeline.prediction("2", 2, 0.1), TopologyFixture.ARRIVAL.plusMillis(1_999));

    assertThat(decisions.readValuesToList())
        .extracting(Decision::outcome, Decision::lists)
        .containsExactly(
            tuple("DECLINE", List.of(new ListAnswer("blocked", "b", true))),
            tuple("APPROVE", List.of(new ListAnswer("blocked", "b", false))));
  }

  /// Lists that hold everything from a time on.
  private record BlockedFrom(long time) implements RecordedLists {

    @Override
    public Lists asOf(long timestamp) {
      return (list, item) -> timestamp >= time;
    }

    @Override
    public Optional<ListItem> latest(String list, String item) {
      return Optional.empty();
    }
  }

  @Test
  void decisionIsACloudEventThatCarriesTheTraceOn() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", "00-ab-cd-01".getBytes(UTF_8));

    predictions.pipeInput(new TestRecord<>("1", TestPipeline.prediction("1", 2, 0.1), headers));

    assertThat(headers(decisions.readRecord()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "traceparent", "00-ab-cd-01",
                "ce_specversion", "1.0",
                "ce_id", "1",
                "ce_type", "io.millrace.decision",
                "ce_source", "/orders/decision-engine",
                "ce_time", "2018-06-02T10:00:00Z",
                "content-type", "application/json"));
  }

  @Test
  void actionsAreKeyedByIdempotencyKey() {
    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95));

    List<TestRecord<String, Action>> records = actions.readRecordsToList();
    assertThat(records).extracting(TestRecord::key).containsExactly("1:block", "1:note");
    assertThat(headers(records.getFirst()))
        .containsEntry("ce_id", "1:block")
        .containsEntry("ce_type", "io.millrace.action")
        .containsEntry("ce_time", "2018-06-02T10:00:00Z");
  }

  @Test
  void howLongTheModelsTookIsNotCarriedOn() {
    RecordHeaders headers = new RecordHeaders();
    new InferenceTimes(412L, 318L).writeTo(headers);

    predictions.pipeInput(new TestRecord<>("1", TestPipeline.prediction("1", 2, 0.95), headers));

    assertThat(headers(decisions.readRecord())).containsOnlyKeys(CLOUD_EVENT);
    assertThat(headers(actions.readRecord())).containsOnlyKeys(CLOUD_EVENT);
  }

  @Test
  void secondPredictionForAnEventIsDroppedAndCounted() {
    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95));
    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95));
    predictions.pipeInput("2", TestPipeline.prediction("2", 2, 0.95));

    assertThat(decisions.readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactly("1", "2");
    assertThat(counter("millrace.duplicates.dropped")).isEqualTo(1);
  }

  @Test
  void predictionThatCouldNotBeDecidedIsOncePublishedAgain() {
    predictions.pipeInput("1", TestPipeline.by(9, TestPipeline.prediction("1", 2, 0.95)));
    assertThat(fixture.deadLetterReasons()).hasSize(1);

    sendAgain("orders.raw-0@0");
    assertThat(decisions.isEmpty()).isTrue();
    sendAgain("orders.predictions-0@0");
    sendAgain("orders.predictions-0@0");

    assertThat(decisions.readRecordsToList()).hasSize(1);
  }

  private void sendAgain(String source) {
    RecordHeaders headers = new RecordHeaders();
    new Redriven(new Position("orders.dead-letters", 0, 0), Position.parse(source))
        .writeTo(headers);
    predictions.pipeInput(new TestRecord<>("1", TestPipeline.prediction("1", 2, 0.95), headers));
  }

  @Test
  void eventIdIsFreeAgainAfterTheTimeForDuplicates() {
    Instant later = TopologyFixture.ARRIVAL.plus(pipeline.duplicatesWithin()).plusMillis(1);

    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95), TopologyFixture.ARRIVAL);
    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.95), later);

    assertThat(decisions.getQueueSize()).isEqualTo(2);
  }

  @Test
  void ruleThatFailsDegradesTheDecisionAndIsCounted() {
    predictions.pipeInput("1", TestPipeline.prediction("1", 0, 0.1, "part a:card failed"));

    List<String> degraded = decisions.readValue().degraded();
    assertThat(degraded).hasSize(2).startsWith("part a:card failed");
    assertThat(degraded.getLast()).startsWith("rule 1: cannot compute '100 / event.items < 2'");
    assertThat(counter("millrace.rule.failures", "rule", "1", "outcome", "DECLINE")).isEqualTo(1);
    assertThat(fixture.deadLetterReasons()).isEmpty();
  }

  @Test
  void decisionsOfEveryRuleAreCountedFromZero() {
    predictions.pipeInput("1", TestPipeline.prediction("1", 2, 0.1));

    assertThat(decided("4", "APPROVE")).isEqualTo(1);
    assertThat(decided("3", "REVIEW")).isZero();
    assertThat(decided("2", "DECLINE")).isZero();
    assertThat(decided("1", "DECLINE")).isZero();
  }

  @Test
  void decisionsOfARuleThatALaterReleaseBringsAreCounted() {
    predictions.pipeInput("1", TestPipeline.by(3, TestPipeline.prediction("1", 2, 0.1)));

    assertThat(decided("1", "HOLD")).isEqualTo(1);
  }

  private double decided(String rule, String outcome) {
    return counter("millrace.decisions", "rule", rule, "outcome", outcome);
  }

  private double counter(String name, String... tags) {
    return fixture.registry().get(name).tags(tags).counter().count();
  }

  private static Map<String, String> headers(TestRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
  }
}
