package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTopologyTest {
  private static final List<Part> ALONE = List.of(Part.EVENT);
  private static final List<Part> CARD_AND_EVENT = List.of(TestEvents.CARD, Part.EVENT);
  private static final PipelineTopics TOPICS = new PipelineTopics("test", Duration.ZERO);

  @TempDir private Path folder;

  @Test
  void predictsALoneEventAtTheNextTick() throws IOException {
    try (TopologyFixture service = start("lone", amountPlusOne())) {
      sendAmount(service, "1", 12.5);
      assertThat(scores(service)).isEmpty();

      tick(service);

      assertThat(scores(service)).containsExactly(13.5);
    }
  }

  @Test
  void predictsAFullBatchAtOnce() throws IOException {
    try (TopologyFixture service = start("full", amountPlusOne())) {
      for (int event = 0; event < Batch.LARGEST - 1; event++) {
        sendAmount(service, "e" + event, event);
      }
      assertThat(scores(service)).isEmpty();

      sendAmount(service, "last", 1_000);

      assertThat(scores(service))
          .hasSize(Batch.LARGEST)
          .startsWith(1.0, 2.0, 3.0)
          .endsWith(1_001.0);
      var rows = service.registry().get("millrace.batch.rows").summary();
      assertThat(rows.count()).isEqualTo(1);
      assertThat(rows.max()).isEqualTo(Batch.LARGEST);
      assertThat(service.registry().get("millrace.inference").timer().count()).isEqualTo(1);
    }
  }

  @Test
  void marksOnlyTheEventOfABatchThatTheModelFailsAt() throws IOException {
    PipelineDefinition logarithm =
        new TestPipeline(folder).withModel(OnnxFixtures.logarithm(0, 1), "features: [amount]");
    try (TopologyFixture service = start("bad", logarithm)) {
      sendAmount(service, "1", 1);
      sendAmount(service, "2", -1);
      sendAmount(service, "3", 1);

      tick(service);

      List<Prediction> predictions = service.output(TOPICS.predictions()).readValuesToList();
      assertThat(predictions)
          .extracting(prediction -> prediction.judged().fallback())
          .containsExactly(null, "model: output score is NaN", null);
      assertThat(predictions.getLast().score()).hasValue(0);
      assertThat(service.registry().get("millrace.model.failures").counter().count()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheLatestTimestampAndTheHeadersOfThePartThatCarriesTheEvent() throws IOException {
    FeaturePart carrier = TestEvents.part("1", TestEvents.CARD, CARD_AND_EVENT, 3);
    FeaturePart other = TestEvents.part("1", Part.EVENT, CARD_AND_EVENT, 12.5);
    Headers wanted = new RecordHeaders().add("traceparent", new byte[] {1});
    Headers unwanted = new RecordHeaders().add("traceparent", new byte[] {2});
    TestRecord<String, FeaturePart> fromA = new TestRecord<>("1", carrier, wanted, 50L);
    TestRecord<String, FeaturePart> fromB = new TestRecord<>("1", other, unwanted, 77L);

    try (TopologyFixture service = start("headers", amountPlusOne())) {
      service.input(TOPICS.featuresA()).pipeInput(fromA);
      service.input(TOPICS.featuresB()).pipeInput(fromB);
      tick(service);

      TestRecord<String, Prediction> written = service.output(TOPICS.predictions()).readRecord();
      assertThat(written.headers().headers("traceparent"))
          .containsExactly(wanted.lastHeader("traceparent"));
      assertThat(written.timestamp()).isEqualTo(77);
    }
  }

  @Test
  void writesTheSameBytesHoweverTheEventsAreCutIntoBatches() throws Exception {
    PipelineDefinition fraud = new PipelineReader().read(Path.of("../pipelines/card-fraud"));

    Map<String, String> singly = predictionsOf(fraud, 1, new Random(1));
    Map<String, String> inSmallBatches = predictionsOf(fraud, 40, new Random(2));
    Map<String, String> inLargestBatches = predictionsOf(fraud, 100_000, new Random(3));

    assertThat(singly).hasSize(700);
    assertThat(inSmallBatches).isEqualTo(singly);
    assertThat(inLargestBatches).isEqualTo(singly);
  }

  /// The bytes of predictions by event, in hex, after a tick every so many parts, at most.
  private Map<String, String> predictionsOf(
      PipelineDefinition pipeline, int everyAtMost, Random cuts) throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (TopologyFixture service = start("cut" + everyAtMost, pipeline)) {
      int untilTick = 1 + cuts.nextInt(everyAtMost);
      for (FeaturePart part : randomParts(pipeline)) {
        boolean ofEvent = part.about().part().equals(Part.EVENT);
        PipelineTopics topics = pipeline.topics();
        service
            .input(ofEvent ? topics.featuresB() : topics.featuresA())
            .pipeInput(part.about().eventId(), part);
        if (--untilTick == 0) {
          tick(service);
          untilTick = 1 + cuts.nextInt(everyAtMost);
        }
      }
      tick(service);
      service
          .driver()
          .createOutputTopic(
              pipeline.topics().predictions().name(),
              new StringDeserializer(),
              new ByteArrayDeserializer())
          .readKeyValuesToList()
          .forEach(record -> written.put(record.key, HexFormat.of().formatHex(record.value)));
    }
    return written;
  }

  /// Events with values that cross the thresholds of the model's trees.
  private static List<FeaturePart> randomParts(PipelineDefinition pipeline) {
    Random random = new Random(7);
    List<FeaturePart> parts = new ArrayList<>();
    for (int event = 0; event < 700; event++) {
      for (Part part : TestEvents.PARTS) {
        Map<String, FeatureValue> values = new LinkedHashMap<>();
        featuresOf(pipeline, part)
            .forEach(feature ->
                values.put(feature, FeatureValue.of(random.nextInt(3) * random.nextDouble() * 90)));
        FeaturePart.About about = TestEvents.about("e" + event, part, TestEvents.PARTS);
        parts.add(new FeaturePart(about, new FeaturePart.Computed(values)));
      }
    }
    return parts;
  }

  private static Stream<String> featuresOf(PipelineDefinition pipeline, Part part) {
    return part.equals(Part.EVENT)
        ? pipeline.statelessFeatures().stream().map(StatelessFeature::name)
        : pipeline.statefulFeatures().stream()
            .filter(feature -> Part.ofEntity(feature.entity()).equals(part))
            .map(StatefulFeature::name);
  }

  private TopologyFixture start(String name, PipelineDefinition pipeline) {
    return new TopologyFixture(new ModelService(), pipeline, folder.resolve(name));
  }

  /// score = amount + 1.
  private PipelineDefinition amountPlusOne() throws IOException {
    return new TestPipeline(folder).withModel(OnnxFixtures.linear(1, 1), "features: [amount]");
  }

  private static void sendAmount(TopologyFixture service, String eventId, double amount) {
    service
        .input(TOPICS.featuresB())
        .pipeInput(eventId, TestEvents.part(eventId, Part.EVENT, ALONE, amount));
  }

  private static void tick(TopologyFixture service) {
    service.driver().advanceWallClockTime(Duration.ofMillis(1));
  }

  private static List<Double> scores(TopologyFixture service) {
    return service.output(TOPICS.predictions()).readValuesToList().stream()
        .map(prediction -> prediction.score().orElseThrow())
        .toList();
  }
}
