package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands about learning, on a topic written by hand.
class LearningCommandsIT {
  private static final Path CARD_FRAUD = Path.of("../pipelines/card-fraud");
  private static final Instant DAY_10 = Instant.parse("2018-04-11T00:00:00Z");
  private static final Instant DAY_17 = Instant.parse("2018-04-18T00:00:00Z");
  private static final LearningEvent STARTED =
      new TrainingStarted(1, DAY_10, Trigger.FIRST, 0, 500);
  private static final LearningEvent PUBLISHED =
      new Published(1, DAY_10, 1, Map.of("average_precision", 0.68));
  private static final LearningEvent SHADOWED = new Shadowed(1, DAY_10, 1, 1);

  @TempDir private Path folder;
  @AutoClose private EmbeddedBroker broker;

  private Path pipeline;
  private PipelineDefinition definition;

  @BeforeEach
  void startBrokerWithAPipelineThatLearns() throws IOException {
    pipeline = Files.createDirectory(folder.resolve("pipeline"));
    for (String file : List.of("pipeline.yaml", "event.schema.json", "model.onnx", "model.json")) {
      Files.copy(CARD_FRAUD.resolve(file), pipeline.resolve(file));
    }
    definition = PipelineOption.read(pipeline);
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    assertThat(run("topics", "--create").exitCode()).isZero();
  }

  @Test
  void nothingHasHappenedOnAnEmptyTopic() {
    CommandRun log = run("learning", "log");
    CommandRun status = run("learning", "status");

    assertThat(log.out().strip()).isEqualTo("nothing has happened yet");
    assertThat(status.out())
        .contains("waits for  examples, at least 100 of them positive")
        .contains("in charge  the folder that the services were started with")
        .contains(
            "learner    does not run: start model-trainer; examples end at offset 0, it is 0 behind");
  }

  @Test
  void tellsWhatTheTopicSays() {
    write(STARTED, PUBLISHED, SHADOWED);
    write(definition.topics().learning().name(), "no learning event".getBytes(UTF_8));

    CommandRun status = run("learning", "status", "--json");
    CommandRun log = run("learning", "log");
    CommandRun json = run("learning", "log", "--json", "--run", "1");
    CommandRun other = run("learning", "log", "--run", "2");

    assertThat(status.out())
        .contains("\"pipeline\":\"card-fraud\",\"stage\":\"shadow\",\"run\":1,\"release\":1");
    assertThat(log.out().lines())
        .hasSize(3)
        .last()
        .asString()
        .endsWith("run 1  release 1 is asked beside the one in charge, by assignment 1");
    assertThat(json.out().lines())
        .hasSize(3)
        .first()
        .isEqualTo(
            "{\"type\":\"training_started\",\"run\":1,\"at\":\"2018-04-11T00:00:00Z\",\"trigger\":\"FIRST\",\"from\":0,\"to\":500}");
    assertThat(other.out().strip()).isEqualTo("there was no run 2");
  }

  @Test
  void ordersStandOnTheTopicAtTheTimeOfWhatHappenedLast() {
    CommandRun early = run("learning", "pause", "--reason", "labels are late");
    write(STARTED, PUBLISHED, SHADOWED);
    CommandRun refused = run("learning", "approve");
    CommandRun again = run("learning", "pause");
    CommandRun promoted = run("learning", "promote", "--reason", "an attack");

    assertThat(early.out().strip())
        .isEqualTo("pause: will be taken when model-trainer runs: none does now");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("millrace: nothing waits for approval: release 1 of run 1 is asked beside");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out().strip()).isEqualTo("it is paused already: nothing is changed");
    assertThat(promoted.exitCode()).isZero();
    assertThat(events())
        .containsExactly(
            new Ordered(Instant.EPOCH, Order.PAUSE, "labels are late"),
            STARTED,
            PUBLISHED,
            SHADOWED,
            new Ordered(DAY_10, Order.PROMOTE, "an attack"));
  }

  @Test
  void saysThatAnOrderIsTakenWhereALearnerRuns() {
    try (KafkaConsumer<byte[], byte[]> learner = consumer("card-fraud.model-trainer-learner")) {
      learner.subscribe(List.of(definition.topics().examples().name()));
      while (learner.assignment().isEmpty()) {
        learner.poll(Duration.ofMillis(100));
      }

      CommandRun train = run("learning", "train");

      assertThat(train.out().strip()).isEqualTo("train: taken by model-trainer");
      assertThat(run("learning", "status").out())
          .contains("waits for  model-trainer to do what was ordered: train")
          .contains("learner    runs;");
    }
  }

  @Test
  void showsTheModelOfAReleaseAndItsLife() {
    Gate better = new Gate("average_precision", true, "0.71 against 0.68");
    Gate worse = new Gate("average_precision", false, "0.61 against 0.68");
    assertThat(publish().exitCode()).isZero();
    write(
        STARTED,
        PUBLISHED,
        SHADOWED,
        new Judged(1, DAY_17, 1, List.of(better)),
        new Promoted(1, DAY_17, 1, 0, 2),
        new RolledBack(1, DAY_17, 1, 0, List.of(worse)));

    write(
        definition.topics().evaluations(),
        new Evaluation(
            LocalDate.of(2018, 4, 18),
            new Evaluation.Group(1, null),
            new Evaluation.Evidence(1_234, 12, 6_000),
            Map.of("average_precision", 0.71),
            List.of()));

    CommandRun released = run("model", "show", "1");
    CommandRun inCharge = run("model", "show");
    CommandRun json = run("model", "show", "1", "--json");
    CommandRun none = run("model", "show", "7");

    assertThat(released.out())
        .contains("release  1: run 1: by hand")
        .contains("now      not asked")
        .contains("from          features.csv.gz")
        .contains("up to 2018-04-18  1,234 examples, 12 of them positive: average_precision 0.71")
        .contains("yes  average_precision: 0.71 against 0.68")
        .contains("release 1 is worse than what it took over from: the folder is in charge again");
    assertThat(inCharge.out())
        .contains("release  0: the folder that the services were started with")
        .contains("now      in charge")
        .contains("release 1 takes over from the folder");
    assertThat(json.out()).contains("\"now\":\"none\"").contains("\"type\":\"rolled_back\"");
    assertThat(none.err())
        .isEqualToIgnoringNewLines(
            "millrace: there is no release 7: millrace release list shows all");
  }

  private CommandRun publish() {
    return CommandRun.of(
        "release",
        "publish",
        pipeline.toString(),
        "--note",
        "run 1: by hand",
        "--bootstrap",
        broker.bootstrap());
  }

  private CommandRun run(String... arguments) {
    String[] where = {"--pipeline", pipeline.toString(), "--bootstrap", broker.bootstrap()};
    return CommandRun.of(
        Stream.concat(Stream.of(arguments), Stream.of(where)).toArray(String[]::new));
  }

  private void write(LearningEvent... events) {
    Topic<String, LearningEvent> topic = definition.topics().learning();
    for (LearningEvent event : events) {
      write(topic, event);
    }
  }

  private <V> void write(Topic<String, V> topic, V value) {
    write(topic.name(), topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  private void write(String topic, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, value));
    }
  }

  private List<LearningEvent> events() {
    Topic<String, LearningEvent> topic = definition.topics().learning();
    return run("learning", "log", "--json")
        .out()
        .lines()
        .map(line ->
            topic.valueSerde().deserializer().deserialize(topic.name(), line.getBytes(UTF_8)))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrap(),
            ConsumerConfig.GROUP_ID_CONFIG,
            group),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
