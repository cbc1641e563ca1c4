package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTopologyTest {
  private static final List<Part> CARD_AND_EVENT = List.of(TestEvents.CARD, Part.EVENT);

  private static final FeaturePart CARD_OF_1 =
      TestEvents.part("1", TestEvents.CARD, CARD_AND_EVENT, 3);
  private static final FeaturePart EVENT_OF_1 =
      TestEvents.part("1", Part.EVENT, CARD_AND_EVENT, 12.5);
  private static final List<Part> ALONE = List.of(Part.EVENT);
  private static final PipelineTopics TOPICS = new PipelineTopics("test", Duration.ZERO);

  @TempDir private Path folder;
  private @Nullable TopologyFixture fixture;

  @AfterEach
  void close() throws IOException {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Test
  void looksAsDescribed() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    assertThat(service.describe()).isEqualTo(TopologyFixture.golden(ModelTopologyTest.class));
  }

  @Test
  void predictsOnceAllPartsAreThere() throws IOException {
    TopologyFixture service = start(linear());

    send(service, CARD_OF_1);
    assertThat(predictions(service)).isEmpty();
    send(service, EVENT_OF_1);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.event()).isEqualTo(TestEvents.event("1"));
    assertThat(prediction.features())
        .containsExactly(
            entry("card_tx_count_1d", FeatureValue.of(3)),
            entry("amount", FeatureValue.of(12.5)),
            entry("channel", FeatureValue.of("web")));
    assertThat(prediction.judged().outputs())
        .containsExactly(entry("score", FeatureValue.of(28.5)));
    assertThat(prediction.judged().degraded()).isEmpty();
    assertThat(prediction.sources())
        .containsExactly(
            entry(TestEvents.CARD, new Position("test.events-a", 0, 5)),
            entry(Part.EVENT, new Position("test.events-b", 0, 5)));
  }

  @Test
  void predictsTheSameInWhateverOrderPartsCome() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    for (Part part : TestEvents.PARTS) {
      send(service, TestEvents.part("1", part, TestEvents.PARTS, 7));
    }
    Prediction inOrder = onlyPrediction(service);
    for (Part part : TestEvents.PARTS.reversed()) {
      send(service, TestEvents.part("2", part, TestEvents.PARTS, 7));
    }
    Prediction inReverse = onlyPrediction(service);

    assertThat(inReverse.features()).containsExactlyEntriesOf(inOrder.features());
    assertThat(inReverse.sources()).containsExactlyEntriesOf(inOrder.sources());
  }

  @Test
  void keepsTheTimeOfArrivalInRaw() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    sendSingle(service, "1", Instant.ofEpochMilli(77));
    tick(service);

    assertThat(service.output(TOPICS.predictions()).readRecord().timestamp()).isEqualTo(77);
  }

  @Test
  void standsInForAPartThatFailedAndSaysSo() throws IOException {
    TopologyFixture service = start(linear());
    FeaturePart failed =
        new FeaturePart(
            TestEvents.about("1", TestEvents.CARD, CARD_AND_EVENT),
            new FeaturePart.Failed("no state for the card"));

    send(service, failed);
    send(service, EVENT_OF_1);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.features()).containsEntry("card_tx_count_1d", FeatureValue.of(0));
    assertThat(prediction.judged().outputs())
        .containsExactly(entry("score", FeatureValue.of(25.5)));
    assertThat(prediction.judged().degraded()).containsExactly("a:card: no state for the card");
  }

  @Test
  void standsInForAFeatureThatIsMissingInItsPart() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());
    FeaturePart withoutChannel =
        new FeaturePart(
            TestEvents.about("1", Part.EVENT, ALONE),
            new FeaturePart.Computed(Map.of("amount", FeatureValue.of(12.5))));

    send(service, withoutChannel);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.features()).containsEntry("channel", FeatureValue.of("unknown"));
    assertThat(prediction.judged().degraded()).containsExactly("b: came without channel");
  }

  @Test
  void waitsForEverWithoutADeadline() throws IOException {
    TopologyFixture service = start(linear());

    send(service, CARD_OF_1);
    service.driver().advanceWallClockTime(Duration.ofDays(365));

    assertThat(predictions(service)).isEmpty();
  }

  @Test
  void givesUpAPartAtTheDeadline() throws IOException {
    TopologyFixture service = start(linear("deadline: 300ms"));

    send(service, CARD_OF_1);
    service.driver().advanceWallClockTime(Duration.ofMillis(30));
    service.driver().advanceWallClockTime(Duration.ofMillis(270));
    assertThat(predictions(service)).isEmpty();
    service.driver().advanceWallClockTime(Duration.ofMillis(30));

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.features()).containsEntry("amount", FeatureValue.of(-1));
    assertThat(prediction.judged().degraded()).containsExactly("b: not there after 300 ms");
    assertThat(prediction.judged().outputs()).isEmpty();
    assertThat(prediction.judged().fallback()).isEqualTo("b: not there after 300 ms");
    send(service, EVENT_OF_1);
    assertThat(predictions(service)).isEmpty();
    assertThat(dropped(service)).isEqualTo(1);
  }

  @Test
  void doesNotGiveUpTheEventItself() throws IOException {
    TopologyFixture service = start(linear("deadline: 300ms"));

    send(service, EVENT_OF_1);
    service.driver().advanceWallClockTime(Duration.ofHours(1));
    service.driver().advanceWallClockTime(Duration.ofHours(1));
    assertThat(predictions(service)).isEmpty();
    send(service, CARD_OF_1);

    assertThat(onlyPrediction(service).isDegraded()).isFalse();
  }

  @Test
  void dropsWhatComesAgainForAsLongAsDuplicatesAreRecognised() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());
    Instant first = Instant.parse("2026-01-01T05:30:00Z");

    sendSingle(service, "1", first);
    predictions(service);
    sendSingle(service, "1", first.plus(Duration.ofHours(1)));
    sendSingle(service, "1", first.minus(Duration.ofHours(1)));

    assertThat(predictions(service)).isEmpty();
    assertThat(dropped(service)).isEqualTo(2);
    assertThat(service.driver().<String, JoinEntry>getKeyValueStore("waiting-parts").get("1"))
        .isNull();
  }

  @Test
  void takesAnIdForANewEventWhenItsMarkHasExpired() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());
    Instant first = Instant.parse("2026-01-01T05:30:00Z");
    sendSingle(service, "1", first);
    predictions(service);

    sendSingle(service, "1", first.plus(Duration.ofHours(3)));

    assertThat(onlyPrediction(service).event().id()).isEqualTo("1");
  }

  @Test
  void rejectsAPartThatBelongsToOtherParts() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    send(service, CARD_OF_1);
    send(service, TestEvents.part("1", Part.EVENT, TestEvents.PARTS, 12.5));

    assertThat(service.deadLetterReasons())
        .containsExactly(
            "part b of event 1 belongs to the parts [a:card, a:terminal, b], but others that came"
                + " before to [a:card, b]");
  }

  @Test
  void rejectsAPartThatShouldCarryTheEventAndDoesNot() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());
    FeaturePart.About about =
        new FeaturePart.About(
            "1", Part.EVENT, RoutingSlip.of(ALONE), new Position("test.events-b", 0, 5), null);

    send(service, new FeaturePart(about, FeaturePart.Computed.NONE));

    assertThat(service.deadLetterReasons())
        .containsExactly(
            "part b of event 1 comes without the event: the first of its parts [b] must carry it");
  }

  @Test
  void rejectsAPartUnderAnotherKey() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    service.input(TOPICS.featuresB()).pipeInput("2", EVENT_OF_1);

    assertThat(service.deadLetterReasons())
        .containsExactly(
            "the key is '2', but the part is of event '1': use the event's id as the key");
  }

  @Test
  void predictsWithoutScoresWhereThereIsNoModel() throws IOException {
    TopologyFixture service = start(pipeline().withoutModel());

    sendSingle(service, "1", TopologyFixture.ARRIVAL);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.judged().outputs()).isEmpty();
    assertThat(prediction.judged().model()).isNull();
    assertThat(prediction.isDegraded()).isFalse();
  }

  @Test
  void doesNotScoreAnEventWhoseRouteLeavesOutAFeatureOfTheModel() throws IOException {
    TopologyFixture service = start(linear());

    sendSingle(service, "1", TopologyFixture.ARRIVAL);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.judged().outputs()).isEmpty();
    assertThat(prediction.isDegraded()).isFalse();
  }

  @Test
  void tellsATimeOnlyOfEventsThatTheModelWasAskedAbout() throws IOException {
    TopologyFixture service = start(linear("deadline: 300ms"));
    send(service, CARD_OF_1);
    service.driver().advanceWallClockTime(Duration.ofMillis(30));
    sendSingle(service, "2", TopologyFixture.ARRIVAL);
    send(service, TestEvents.part("3", TestEvents.CARD, CARD_AND_EVENT, 3));
    send(service, TestEvents.part("3", Part.EVENT, CARD_AND_EVENT, 12.5));

    service.driver().advanceWallClockTime(Duration.ofMillis(300));
    tick(service);

    Timer inference = service.registry().get("millrace.inference").timer();
    long micros = (long) inference.totalTime(TimeUnit.MICROSECONDS);
    assertThat(inference.count()).isEqualTo(1);
    assertThat(service.output(TOPICS.predictions()).readRecordsToList())
        .extracting(TestRecord::key, record -> InferenceTimes.of(record.headers()))
        .containsExactlyInAnyOrder(
            tuple("1", InferenceTimes.NONE),
            tuple("2", InferenceTimes.NONE),
            tuple("3", new InferenceTimes(micros, null)));
  }

  @Test
  void marksAPredictionThatTheModelFailedAt() throws IOException {
    TopologyFixture service =
        start(pipeline().withModel(OnnxFixtures.logarithm(2, -1), "features: [amount]"));

    sendSingle(service, "1", TopologyFixture.ARRIVAL);

    Prediction prediction = onlyPrediction(service);
    assertThat(prediction.judged().outputs()).isEmpty();
    assertThat(prediction.judged().fallback()).isEqualTo("model: output score is NaN");
    assertThat(prediction.judged().degraded()).isEmpty();
    assertThat(service.registry().get("millrace.model.failures").counter().count()).isEqualTo(1);
    assertThat(service.registry().get("millrace.inference").timer().count()).isEqualTo(1);
  }

  @Test
  void measuresHowLongEventsWaitForTheirParts() throws IOException {
    TopologyFixture service = start(linear());
    send(service, CARD_OF_1);
    tick(service);
    assertThat(waiting(service)).isEqualTo(1);

    service.driver().advanceWallClockTime(Duration.ofMillis(39));
    send(service, EVENT_OF_1);
    tick(service);

    Timer wait = service.registry().get("millrace.join.wait").timer();
    assertThat(wait.count()).isEqualTo(1);
    assertThat(wait.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
    assertThat(waiting(service)).isZero();
  }

  @Test
  void anEventThatIsGivenUpHasNotWaitedForItsLastPart() throws IOException {
    TopologyFixture service = start(linear("deadline: 300ms"));
    send(service, CARD_OF_1);
    service.driver().advanceWallClockTime(Duration.ofMillis(30));

    service.driver().advanceWallClockTime(Duration.ofMillis(330));
    tick(service);

    assertThat(predictions(service)).hasSize(1);
    assertThat(service.registry().get("millrace.join.wait").timer().count()).isZero();
    assertThat(waiting(service)).isZero();
  }

  private static double waiting(TopologyFixture service) {
    return service.registry().get("millrace.waiting.events").gauge().value();
  }

  @Test
  void doesNotStartWithAModelThatNeedsATextAsANumber() throws IOException {
    PipelineDefinition pipeline =
        pipeline().withModel(OnnxFixtures.linear(0, 1), "features: [channel]");

    assertThatThrownBy(() -> start(pipeline))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("takes the feature 'channel', which is no number")
        .hasMessageContaining("[card_tx_count_1d, terminal_risk_7d, amount]");
  }

  @Test
  void doesNotStartWithAModelThatDoesNotFit() throws IOException {
    PipelineDefinition pipeline =
        pipeline().withModel(OnnxFixtures.linear(0, 1, 1), "features: [amount]");

    assertThatThrownBy(() -> start(pipeline))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("model.onnx has the input 'features'");
  }

  private TopologyFixture start(PipelineDefinition pipeline) {
    TopologyFixture started =
        new TopologyFixture(new ModelService(), pipeline, folder.resolve("state"));
    fixture = started;
    return started;
  }

  private TestPipeline pipeline() {
    return new TestPipeline(folder);
  }

  /// score = card_tx_count_1d + 2 amount + 0.5.
  private PipelineDefinition linear(String... settings) throws IOException {
    return pipeline()
        .withModel(
            OnnxFixtures.linear(0.5f, 1, 2),
            "features: [card_tx_count_1d, amount], " + String.join(", ", settings));
  }

  private static void send(TopologyFixture service, FeaturePart part) {
    boolean ofEvent = part.about().part().equals(Part.EVENT);
    service
        .input(ofEvent ? TOPICS.featuresB() : TOPICS.featuresA())
        .pipeInput(part.about().eventId(), part);
  }

  /// An event of one part, which arrived in `raw` at a time.
  private static void sendSingle(TopologyFixture service, String eventId, Instant arrival) {
    service
        .input(TOPICS.featuresB())
        .pipeInput(eventId, TestEvents.part(eventId, Part.EVENT, ALONE, 12.5), arrival);
  }

  private static void tick(TopologyFixture service) {
    service.driver().advanceWallClockTime(Duration.ofMillis(1));
  }

  private static List<Prediction> predictions(TopologyFixture service) {
    tick(service);
    return service.output(TOPICS.predictions()).readValuesToList();
  }

  private static Prediction onlyPrediction(TopologyFixture service) {
    List<Prediction> predictions = predictions(service);
    assertThat(predictions).hasSize(1);
    return predictions.getFirst();
  }

  private static double dropped(TopologyFixture service) {
    return service.registry().get("millrace.parts.dropped").counter().count();
  }
}
