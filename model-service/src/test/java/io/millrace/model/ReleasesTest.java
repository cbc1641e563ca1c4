package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
  private static final List<Part> ALONE = List.of(Part.EVENT);
  private static final PipelineTopics TOPICS = new PipelineTopics("test", Duration.ZERO);

  @TempDir private Path folder;
  private final Map<Integer, PipelineDefinition> pipelines = new HashMap<>();
  private final List<String> withdrawn = new ArrayList<>();
  private Releases releases;
  private TopologyFixture service;

  @BeforeEach
  void start() throws IOException {
    pipelines.put(0, withModel("0", OnnxFixtures.linear(1, 1)));
    pipelines.put(4, withModel("4", OnnxFixtures.linear(100, 1)));
    pipelines.put(5, withModel("5", OnnxFixtures.logarithm(0, 1)));
    releases =
        new Releases() {
          @Override
          public PipelineDefinition pipeline(int release) {
            return Releases.of(pipelines).pipeline(release);
          }

          @Override
          public void withdraw(int release, int assignment, String reason) {
            withdrawn.add("%d under %d: %s".formatted(release, assignment, reason));
          }
        };
    service = new TopologyFixture(new ModelService(), releases, folder.resolve("state"), Map.of());
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  @Test
  void asksTheReleasesThatAreStampedWhateverElseIsInTheBatch() {
    send("1", new Stamp(1, 4, null), 2, null);
    send("2", Stamp.NONE, 2, null);
    send("3", new Stamp(2, 0, 4), 2, null);
    send("4", new Stamp(2, 4, 0), 2, null);

    List<Prediction> predictions = predictions();

    assertThat(predictions)
        .extracting(prediction -> prediction.judged().release())
        .containsExactly(4, 0, 0, 4);
    assertThat(predictions)
        .extracting(prediction -> prediction.score().orElseThrow())
        .containsExactly(102.0, 3.0, 3.0, 102.0);
    assertThat(predictions.subList(0, 2)).allMatch(prediction -> prediction.shadow() == null);
    assertThat(shadow(predictions.get(2)).score()).hasValue(102);
    assertThat(shadow(predictions.get(3)).release()).isZero();
    assertThat(shadow(predictions.get(3)).score()).hasValue(3);
    assertThat(List.of(runs(0), runs(4))).containsExactly(1L, 1L);
  }

  @Test
  void givesAShadowItsOwnValuesAndNamesOnlyThose() {
    send("1", new Stamp(2, 0, 4), 2, 7.0);

    Prediction prediction = predictions().getFirst();

    assertThat(prediction.score()).hasValue(3);
    assertThat(shadow(prediction).score()).hasValue(107);
    assertThat(shadow(prediction).features())
        .containsExactly(Map.entry("amount", FeatureValue.of(7)));
  }

  @Test
  void aShadowThatFailsChangesNothingOfThePrediction() {
    send("1", new Stamp(2, 0, 5), -2, null);

    Prediction prediction = predictions().getFirst();

    assertThat(prediction.score()).hasValue(-1);
    assertThat(prediction.isDegraded()).isFalse();
    assertThat(shadow(prediction).fallback()).isEqualTo("model: output score is NaN");
  }

  @Test
  void tellsInHeadersHowLongTheModelsRanThatScoredAnEvent() {
    send("1", new Stamp(2, 0, 4), 2, null);
    send("2", new Stamp(2, 4, 5), -2, null);
    send("3", Stamp.NONE, 2, null);

    List<InferenceTimes> times = inferenceTimes();

    assertThat(List.of(runs(0), runs(4), runs(5))).containsExactly(1L, 1L, 1L);
    assertThat(times)
        .containsExactly(
            new InferenceTimes(micros(0), micros(4)),
            new InferenceTimes(micros(4), micros(5)),
            new InferenceTimes(micros(0), null));
  }

  @Test
  void tellsNoTimeWhereNoModelRan() throws IOException {
    Files.write(folder.resolve("4").resolve("model.onnx"), new byte[] {1, 2, 3});
    pipelines.put(7, new TestPipeline(folder).withoutModel());

    send("1", new Stamp(2, 4, 7), 2, null);

    assertThat(inferenceTimes()).containsExactly(InferenceTimes.NONE);
  }

  @Test
  void withdrawsAReleaseOnceThatFailsTooOften() {
    for (int event = 0; event < 200; event++) {
      send("e" + event, new Stamp(2, 5, null), event % 2 == 0 ? 1 : -1, null);
    }

    predictions();

    assertThat(withdrawn)
        .containsExactly(
            "5 under 2: its model failed for 50 of the last 1000 events, at last with: model: output score is"
                + " NaN");
  }

  @Test
  void withdrawsAReleaseByItsOwnBound() throws IOException {
    Path own = Files.createDirectories(folder.resolve("6"));
    pipelines.put(
        6,
        new TestPipeline(own)
            .withModel(
                OnnxFixtures.logarithm(0, 1),
                "features: [amount], withdraw: {failures: 2, of: 3}"));
    for (int event = 0; event < 9; event++) {
      send("e" + event, new Stamp(2, 6, null), event % 3 == 0 ? -1 : 1, null);
    }
    predictions();
    assertThat(withdrawn).isEmpty();

    send("one more", new Stamp(2, 6, null), -1, null);
    send("and another", new Stamp(2, 6, null), -1, null);

    predictions();
    assertThat(withdrawn).hasSize(1).first().asString().contains("2 of the last 3 events");
  }

  @Test
  void doesNotWithdrawAReleaseThatFailsNowAndThen() {
    for (int event = 0; event < 3_000; event++) {
      send("e" + event, new Stamp(2, 5, null), event % 25 == 0 ? -1 : 1, null);
    }

    assertThat(predictions()).hasSize(3_000);
    assertThat(withdrawn).isEmpty();
  }

  @Test
  void goesOnByRulesWhereAModelCannotBeLoadedAnyMore() throws IOException {
    Files.write(folder.resolve("4").resolve("model.onnx"), new byte[] {1, 2, 3});

    send("1", new Stamp(2, 4, null), 2, null);

    Prediction prediction = predictions().getFirst();
    assertThat(prediction.score()).isEmpty();
    assertThat(prediction.judged().fallback()).startsWith("model: ").contains("model.onnx");
  }

  @Test
  void rejectsAPartWhoseStampNamesNoReleaseAndGoesOn() {
    send("1", new Stamp(2, 99, null), 2, null);
    send("2", new Stamp(2, 4, 98), 2, 2.0);
    send("3", Stamp.NONE, 2, null);

    assertThat(predictions())
        .extracting(prediction -> prediction.event().id())
        .containsExactly("3");
    List<TestRecord<byte[], byte[]>> letters =
        service.output(TOPICS.deadLetters()).readRecordsToList();
    assertThat(letters)
        .extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8))
        .containsExactly("1", "2");
    assertThat(letters)
        .extracting(letter ->
            new String(
                letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
        .containsExactly(
            "there is no release 99: millrace release list shows all",
            "there is no release 98: millrace release list shows all");
  }

  @Test
  void goesOnByRulesWhereAReleaseIsThereNoMore() throws IOException {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ReleaseModels models = models(registry)) {
      List<Prediction> predictions =
          new Predictor(models)
                  .predict(
                      Stream.of(new Stamp(2, 99, 4), new Stamp(2, 4, 99), Stamp.NONE)
                          .map(stamp -> joined(stamp, 2))
                          .toList())
                  .stream()
                  .map(Predicted::prediction)
                  .toList();

      assertThat(predictions)
          .extracting(prediction -> prediction.judged().fallback())
          .containsExactly(
              "model: there is no release 99: millrace release list shows all", null, null);
      assertThat(shadow(predictions.get(0)).score()).hasValue(102);
      assertThat(predictions.get(1).score()).hasValue(102);
      assertThat(shadow(predictions.get(1)).fallback()).contains("no release 99");
      assertThat(predictions.get(2).score()).hasValue(3);
      assertThat(registry.get("millrace.predictions").tag("release", "missing").counters())
          .filteredOn(counter -> counter.count() == 1)
          .extracting(
              counter -> counter.getId().getTag("role"),
              counter -> counter.getId().getTag("result"))
          .containsExactlyInAnyOrder(tuple("judge", "fallback"), tuple("shadow", "fallback"));
    }
  }

  @Test
  void refusesAReleaseWhoseModelIsBroken() throws Exception {
    try (ReleaseModels models = new ReleaseModels(releases, serviceMetrics())) {
      PipelineDefinition broken = withModel("6", new byte[] {1, 2, 3});

      assertThatThrownBy(() -> models.tryOut(6, broken))
          .isInstanceOf(InvalidRelease.class)
          .hasMessageContaining("model.onnx");
      models.tryOut(4, Objects.requireNonNull(pipelines.get(4)));
    }
  }

  @Test
  void doesNotWithdrawAReleaseForWhatFailedUnderAnEarlierAssignment() throws IOException {
    try (ReleaseModels models = new ReleaseModels(releases, serviceMetrics())) {
      Predictor predictor = new Predictor(models);
      models.assigned(new Assignment(9, 5, null, Cause.ASSIGN, "it is mended"));

      predictor.predict(Collections.nCopies(200, joined(new Stamp(7, 5, null), -1)));
      assertThat(withdrawn).isEmpty();
      predictor.predict(Collections.nCopies(200, joined(new Stamp(9, 5, null), -1)));

      assertThat(withdrawn).singleElement().asString().startsWith("5 under 9: ");
    }
  }

  @Test
  void lendsOtherModelsWhileOneIsLoaded() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Releases slow =
        release -> {
          if (release == 4) {
            loading.countDown();
            await(asked);
          }
          return releases.pipeline(release);
        };
    try (ReleaseModels models = new ReleaseModels(slow, serviceMetrics());
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Double> ofSlow = threads.submit(() -> score(models, 4));
      await(loading);

      Future<Double> ofOther = threads.submit(() -> score(models, 0));

      try {
        assertThat(ofOther.get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(ofSlow).isNotDone();
      } finally {
        asked.countDown();
      }
      assertThat(ofSlow.get(10, TimeUnit.SECONDS)).isEqualTo(102);
    }
  }

  @Test
  void loadsWhatIsAssignedBeforeEventsAskForIt() throws IOException {
    try (ReleaseModels models = new ReleaseModels(releases, serviceMetrics())) {
      models.assigned(new Assignment(1, 4, new Assignment.Challenger(5, 10), Cause.ROLLBACK, ""));
      pipelines.clear();

      assertThat(score(models, 4)).isEqualTo(102);
      assertThat(score(models, 5)).isEqualTo(Math.log(2), within(1e-6));
    }
  }

  @Test
  void countsPredictionsByWhatAReleaseWasAskedForAndWhatCameOfIt() {
    send("1", new Stamp(2, 0, 4), 2, null);
    send("2", new Stamp(2, 4, 5), -2, null);

    predictions();

    assertThat(predicted(0, "judge", "scored")).isEqualTo(1);
    assertThat(predicted(4, "shadow", "scored")).isEqualTo(1);
    assertThat(predicted(4, "judge", "scored")).isEqualTo(1);
    assertThat(predicted(5, "shadow", "fallback")).isEqualTo(1);
    assertThat(predicted(0, "shadow", "fallback")).isZero();
    assertThat(predicted(0, "judge", "degraded")).isZero();
  }

  @Test
  void countsPredictionsThatNeedNoModel() throws IOException {
    pipelines.put(7, new TestPipeline(folder).withoutModel());

    send("1", new Stamp(2, 7, null), 2, null);
    predictions();

    assertThat(predicted(7, "judge", "unscored")).isEqualTo(1);
    assertThat(service.registry().find("millrace.score").tag("release", "7").summary()).isNull();
  }

  @Test
  void tellsWhichReleaseIsInCharge() throws IOException {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ReleaseModels models = models(registry)) {
      assertThat(assigned(registry, "judge")).isZero();
      assertThat(assigned(registry, "challenger")).isNaN();

      models.assigned(new Assignment(1, 4, new Assignment.Challenger(5, 10), Cause.ASSIGN, ""));
      assertThat(assigned(registry, "judge")).isEqualTo(4);
      assertThat(assigned(registry, "challenger")).isEqualTo(5);

      models.assigned(new Assignment(2, 5, null, Cause.ASSIGN, ""));
      assertThat(assigned(registry, "judge")).isEqualTo(5);
      assertThat(assigned(registry, "challenger")).isNaN();
    }
  }

  @Test
  void tellsNothingOfReleasesThatItServesNoMore() throws IOException {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ReleaseModels models = models(registry)) {
      score(models, 4);
      score(models, 0);
      assertThat(registry.find("millrace.model.info").gauges()).hasSize(2);
    }

    assertThat(registry.getMeters()).noneMatch(meter -> meter.getId().getTag("release") != null);
  }

  private ReleaseModels models(MeterRegistry registry) {
    return new ReleaseModels(
        releases, new StageMetrics(registry, Tags.of("service", "model-service")));
  }

  private static double assigned(MeterRegistry registry, String role) {
    return registry.get("millrace.release.assigned").tag("role", role).gauge().value();
  }

  private double predicted(int release, String role, String result) {
    return service
        .registry()
        .get("millrace.predictions")
        .tags("release", Integer.toString(release), "role", role, "result", result)
        .counter()
        .count();
  }

  @Test
  void takesAnAssignmentWhoseReleaseIsNotThere() throws IOException {
    try (ReleaseModels models = new ReleaseModels(releases, serviceMetrics())) {
      models.assigned(new Assignment(1, 99, null, Cause.ASSIGN, ""));

      assertThat(score(models, 4)).isEqualTo(102);
    }
  }

  /// What a release says of the amount 2.
  private static double score(ReleaseModels models, int release) {
    return new Predictor(models)
        .predict(List.of(joined(new Stamp(1, release, null), 2)))
        .getFirst()
        .prediction()
        .score()
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private StageMetrics serviceMetrics() {
    return service.context().metrics();
  }

  private PipelineDefinition withModel(String name, byte[] onnx) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return new TestPipeline(own).withModel(onnx, "features: [amount]");
  }

  private void send(String id, Stamp stamp, double amount, @Nullable Double forShadow) {
    service.input(TOPICS.featuresB()).pipeInput(id, part(id, stamp, amount, forShadow));
  }

  private static FeaturePart part(
      String id, Stamp stamp, double amount, @Nullable Double forShadow) {
    RoutingSlip slip = new RoutingSlip(stamp, ALONE, stamp.shadow() == null ? List.of() : ALONE);
    FeaturePart.About about =
        new FeaturePart.About(
            id, Part.EVENT, slip, new Position("test.events-b", 0, 5), TestEvents.event(id));
    Computed own = values(amount);
    Computed other =
        forShadow == null
            ? new Computed(Map.of())
            : new Computed(Map.of("amount", FeatureValue.of(forShadow)));
    return new FeaturePart(about, own, stamp.shadow() == null ? null : other);
  }

  private static JoinedParts joined(Stamp stamp, double amount) {
    return new JoinedParts(List.of(part("1", stamp, amount, amount)));
  }

  private static Computed values(double amount) {
    return new Computed(
        Map.of("amount", FeatureValue.of(amount), "channel", FeatureValue.of("web")));
  }

  private List<Prediction> predictions() {
    service.driver().advanceWallClockTime(Duration.ofMillis(1));
    return service.output(TOPICS.predictions()).readValuesToList();
  }

  private List<InferenceTimes> inferenceTimes() {
    service.driver().advanceWallClockTime(Duration.ofMillis(1));
    return service.output(TOPICS.predictions()).readRecordsToList().stream()
        .map(record -> InferenceTimes.of(record.headers()))
        .toList();
  }

  /// How often the model of a release was run.
  private long runs(int release) {
    return inference(release).count();
  }

  /// How long the runs of a release's model took.
  private long micros(int release) {
    return (long) inference(release).totalTime(TimeUnit.MICROSECONDS);
  }

  private Timer inference(int release) {
    return service
        .registry()
        .get("millrace.inference")
        .tag("release", Integer.toString(release))
        .timer();
  }

  private static Assessment shadow(Prediction prediction) {
    return Objects.requireNonNull(prediction.shadow());
  }
}
