package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.ServiceProcess;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.ServiceConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances of the trainer, of which one learns, and no service of the stream: examples are
/// there already, and no candidate is admitted.
class LearnerTakeoverIT {
  private static final int EXAMPLES = 6_000;
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");

  /// A session, and the start of a JVM on a busy machine.
  private static final Duration SOON = Duration.ofSeconds(90);

  private static final Duration TRAINED_WITHIN = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init") // JUnit calls begin before any test
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private PipelineDefinition pipeline;

  @SuppressWarnings("NullAway.Init")
  private EmbeddedBroker broker;

  @BeforeEach
  void begin() throws Exception {
    data = RunFolder.empty(getClass());
    PipelineCopy copy =
        PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("pipeline"));
    copy.edit("train: {every: 7d, trees: 100}", "train: {every: 7d, trees: 800, positives: 20}");
    Files.delete(copy.file("model.onnx"));
    Files.delete(copy.file("model.json"));
    folder = copy.folder();
    pipeline = new PipelineReader().read(folder);
    broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    TopicCreation.create(
        TopicCreation.topicsOf(pipeline), kafka().client(), TopicCreation.DEFAULT_PARTITIONS);
    publishExamples();
  }

  @AfterEach
  void end() {
    broker.close();
  }

  @Test
  void anotherInstanceGoesOnWhereOneWasKilled() {
    try (ServiceProcess first = trainer("first");
        ServiceProcess second = trainer("second")) {
      first.start();
      await(TrainingStarted.class, 1, TRAINED_WITHIN);
      first.kill();
      second.start();

      await(Published.class, 1, TRAINED_WITHIN);
      order(Order.DROP);
      await(Dropped.class, 1, SOON);

      assertThat(told(TrainingStarted.class)).extracting(LearningEvent::run).startsWith(1);
      oneReleaseOfEachRun();
    }
  }

  @Test
  void oneThatStoodStillDuringATrainingSaysNoMore() {
    try (ServiceProcess first = trainer("first");
        ServiceProcess second = trainer("second")) {
      first.start();
      await(TrainingStarted.class, 1, TRAINED_WITHIN);
      first.pause();
      second.start();
      await(Published.class, 1, TRAINED_WITHIN);
      first.resume();

      Await.until(SOON, () -> first.output().contains("beginning anew"), first::output);

      assertThat(told(Published.class)).hasSize(1);
      oneReleaseOfEachRun();
      order(Order.DROP);
      await(Dropped.class, 1, SOON);
    }
  }

  private void oneReleaseOfEachRun() {
    List<String> notes =
        ReleaseTopic.read(pipeline.topics(), kafka().client()).manifests().stream()
            .map(manifest -> manifest.note().replaceFirst(":.*", ""))
            .toList();
    assertThat(notes).contains("run 1").doesNotHaveDuplicates();
  }

  private ServiceProcess trainer(String instance) {
    return new ServiceProcess(
        "model-trainer",
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        Map.of(
            ServiceConfig.PIPELINE,
            folder.toString(),
            ServiceConfig.STATE_DIR,
            data.resolve(instance).toString(),
            ServiceConfig.INSTANCE,
            instance,
            "KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrap()),
        data.resolve(instance + ".log"));
  }

  private KafkaConnection kafka() {
    return new KafkaConnection(broker.bootstrap(), Map.of());
  }

  private void await(Class<? extends LearningEvent> kind, int count, Duration bound) {
    Await.until(
        bound,
        () -> told(kind).size() >= count,
        () -> "%s is not told %d times: %s".formatted(kind, count, told(LearningEvent.class)));
  }

  private List<LearningEvent> told(Class<? extends LearningEvent> kind) {
    Topic<String, LearningEvent> topic = pipeline.topics().learning();
    return TopicLog.all(broker.bootstrap(), topic).stream()
        .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
        .filter(kind::isInstance)
        .toList();
  }

  private void order(Order order) {
    Topic<String, LearningEvent> topic = pipeline.topics().learning();
    LearningEvent event = new Ordered(START, order, "a test");
    publish(
        topic, List.of(topic.valueSerde().serializer().serialize(topic.name(), event)), "order");
  }

  private void publishExamples() {
    Topic<String, Example> topic = pipeline.topics().examples();
    Random random = new Random(1);
    publish(
        topic,
        IntStream.range(0, EXAMPLES)
            .mapToObj(i -> example(i, random))
            .map(example -> topic.valueSerde().serializer().serialize(topic.name(), example))
            .toList(),
        "example");
  }

  private void publish(Topic<?, ?> topic, List<byte[]> values, String key) {
    try (Producer<byte[], byte[]> producer = kafka().producer()) {
      for (byte[] value : values) {
        var _ =
            producer.send(
                new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
      }
      producer.flush();
    }
  }

  /// An event every five minutes, of which one in ten is positive, more or less by its features.
  private Example example(int number, Random random) {
    Instant time = START.plus(Duration.ofMinutes(5L * number));
    Map<String, FeatureValue> features = new HashMap<>();
    double sum = 0;
    for (String feature : Objects.requireNonNull(pipeline.learning()).model().features()) {
      double value = random.nextGaussian();
      sum += value;
      features.put(feature, FeatureValue.of(value));
    }
    boolean isPositive = sum + random.nextGaussian() > 5;
    return new Example(
        Integer.toString(number),
        time,
        List.of(new EntityKey("card", Integer.toString(random.nextInt(500)))),
        features,
        new Said(0, Map.of()),
        null,
        FeatureValue.of(isPositive ? 1 : 0),
        isPositive ? new Report(time.plus(Duration.ofDays(1)), null) : null,
        "APPROVE",
        true,
        1,
        new Position(pipeline.topics().predictions().name(), 0, number));
  }
}
