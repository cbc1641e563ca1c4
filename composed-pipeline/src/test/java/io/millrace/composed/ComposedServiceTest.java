package io.millrace.composed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Redriven;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposedServiceTest {
  private TopologyFixture fixture;
  private PipelineTopics topics;
  private TestInputTopic<byte[], byte[]> raw;
  private TestInputTopic<byte[], byte[]> feedback;
  private TestOutputTopic<String, EnrichedRecord> enriched;
  private TestOutputTopic<String, Prediction> predictions;
  private TestOutputTopic<String, Decision> decisions;
  private TestOutputTopic<String, Action> actions;

  @BeforeEach
  void start(@TempDir Path stateDir) throws InvalidPipeline {
    fixture =
        new TopologyFixture(
            new ComposedService(),
            new PipelineReader().read(Path.of("src/test/resources/orders")),
            stateDir);
    topics = fixture.context().topics();
    raw = fixture.input(topics.raw());
    feedback = fixture.input(topics.feedback());
    enriched = fixture.output(topics.enriched());
    predictions = fixture.output(topics.predictions());
    decisions = fixture.output(topics.decisions());
    actions = fixture.output(topics.actions());
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
  void decidesFromTheFeaturesOfAllEntities() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);
    order("2", "2018-06-01T11:00:00Z", "c2", "t2", "s1", 30);
    order("3", "2018-06-01T12:00:00Z", "c1", "t2", "s1", 50);

    assertThat(featuresOf("3"))
        .isEqualTo(
            Map.of(
                "card_count", FeatureValue.of(2),
                "terminal_count", FeatureValue.of(2),
                "shop_sum", FeatureValue.of(100),
                "shop_risk", FeatureValue.of(0),
                "amount", FeatureValue.of(50)));
    List<TestRecord<String, Decision>> all = decisions.readRecordsToList();
    assertThat(all).map(TestRecord::key).containsExactly("1", "2", "3");
    assertThat(all).map(r -> r.value().outcome()).containsExactly("APPROVE", "APPROVE", "REVIEW");
    assertThat(all.getLast().value().degraded()).isEmpty();
    assertThat(actions.readKeyValuesToList()).map(action -> action.key).containsExactly("3:note");
  }

  @Test
  void tellsWhichRecordEachPartWasComputedFrom() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);

    assertThat(predictions.readValue().sources())
        .isEqualTo(
            Map.of(
                Part.ofEntity("card"),
                new Position("orders.events", 0, 0),
                Part.ofEntity("terminal"),
                new Position("orders.enriched", 0, 0),
                Part.ofEntity("shop"),
                new Position("orders.enriched", 0, 1),
                Part.EVENT,
                new Position("orders.enriched", 0, 1)));
    assertThat(decisions.readValue().prediction()).isEqualTo(new Position("orders.enriched", 0, 1));
  }

  @Test
  void goesByWayOfEachEntityOnce() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);

    assertThat(enriched.readKeyValuesToList())
        .map(record -> record.key)
        .containsExactly("terminal:t1", "shop:s1");
  }

  @Test
  void decidesAtOnceWhatNoEntityIsAskedAbout() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", -5);

    assertThat(enriched.isEmpty()).isTrue();
    assertThat(predictions.readValue().features()).containsOnlyKeys("amount");
    assertThat(decisions.readValue().outcome()).isEqualTo("APPROVE");
  }

  @Test
  void decidesAnIdOnceForAsLongAsAHistoryKnowsIt() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);
    order("1", "2018-06-01T10:00:00Z", "c2", "t2", "s1", 20);
    raw.advanceTime(Duration.ofHours(2));
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);

    assertThat(decisions.readRecordsToList()).hasSize(1);
    assertThat(predictions.readRecordsToList()).hasSize(1);
  }

  @Test
  void decidesAnIdThatNoHistoryKnowsOnceWithinTheTimeOfDuplicates() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", -5);
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", -5);
    assertThat(decisions.readRecordsToList()).hasSize(1);

    raw.advanceTime(Duration.ofHours(2));
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", -5);

    assertThat(decisions.readRecordsToList()).hasSize(1);
  }

  @Test
  void anOutcomeReachesTheEntityThatLearnsFromIt() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);
    feedback.pipeInput(
        """
        {"id":"1","at":"2018-06-01T10:00:00Z","card":"c1","terminal":"t1","shop":"s1",\
        "known_at":"2018-06-02T00:00:00Z","fraud":1}\
        """
            .getBytes(UTF_8));
    order("2", "2018-06-03T09:00:00Z", "c2", "t2", "s1", 30);

    assertThat(featuresOf("2").get("shop_risk")).isEqualTo(FeatureValue.of(1));
    assertThat(fixture.deadLetterReasons()).isEmpty();
  }

  @Test
  void whatHasNoWayIsADeadLetter() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 2000);

    assertThat(fixture.deadLetterReasons()).hasSize(1);
    assertThat(decisions.isEmpty()).isTrue();
  }

  /// As if the last stages had failed for lack of what a part of the features is made of.
  @Test
  void eventThatFailedBehindItsEntitiesIsDecidedOnceItIsPublishedAgain() {
    order("1", "2018-06-01T10:00:00Z", "c1", "t1", "s1", 20);
    TestRecord<String, EnrichedRecord> atShop = enriched.readRecordsToList().getLast();
    decisions.readRecordsToList();
    EnrichedRecord whole = renamed(atShop.value(), "2");
    TestInputTopic<String, EnrichedRecord> again = fixture.input(topics.enriched());
    again.pipeInput(atShop.key(), new EnrichedRecord(whole.record(), whole.ahead(), List.of()));
    assertThat(fixture.deadLetterReasons()).singleElement().asString().contains("is missing");

    again.pipeInput(atShop.key(), whole);
    assertThat(decisions.isEmpty()).isTrue();
    again.pipeInput(new TestRecord<>(atShop.key(), whole, redriven("orders.raw-0@2")));
    assertThat(decisions.isEmpty()).isTrue();
    again.pipeInput(new TestRecord<>(atShop.key(), whole, redriven("orders.enriched-0@2")));
    again.pipeInput(new TestRecord<>(atShop.key(), whole, redriven("orders.enriched-0@2")));

    assertThat(decisions.readKeyValuesToList()).map(each -> each.key).containsExactly("2");
  }

  private static Headers redriven(String source) {
    Headers headers = new RecordHeaders();
    new Redriven(new Position("orders.dead-letters", 0, 0), Position.parse(source))
        .writeTo(headers);
    return headers;
  }

  private static EnrichedRecord renamed(EnrichedRecord record, String id) {
    RoutedEvent routed = (RoutedEvent) record.record();
    Event event = routed.event();
    return new EnrichedRecord(
        new RoutedEvent(
            new Event(id, event.time(), event.entities(), event.source(), event.payload()),
            routed.slip()),
        record.ahead(),
        record.parts());
  }

  private Map<String, FeatureValue> featuresOf(String id) {
    return Objects.requireNonNull(predictions.readKeyValuesToMap().get(id)).features();
  }

  private void order(
      String id, String at, String card, String terminal, String shop, double amount) {
    raw.pipeInput(
        """
        {"id":"%s","at":"%s","card":"%s","terminal":"%s","shop":"%s","amount":%s}\
        """
            .formatted(id, at, card, terminal, shop, amount)
            .getBytes(UTF_8));
  }
}
