package io.millrace.cli.cluster;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Card transactions as a service meets them: full topics on an embedded broker, written by the
/// services before it. It may run over them again and again.
final class RecordedLog implements AutoCloseable {
  private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");

  private final Path folder;
  private final Path data;
  private final PipelineDefinition pipeline;
  private final EmbeddedBroker broker;
  private final Recording recording;

  private RecordedLog(Path folder, Path data, Recording.Content content) throws InvalidPipeline {
    this.folder = folder;
    this.data = data;
    this.pipeline = new PipelineReader().read(folder);
    this.broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    this.recording = new Recording(kafka(), pipeline, content);
  }

  /// Records what the services before one of the [stages][Stage] write; what an earlier run left in
  /// the data folder is deleted.
  ///
  /// @param folder of the card-fraud pipeline
  static RecordedLog before(String service, Path folder, Path data, Recording.Content content)
      throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    RecordedLog log = new RecordedLog(folder, data, content);
    try {
      TopicCreation.create(
          TopicCreation.topicsOf(log.pipeline), log.client(), content.partitions());
      log.record(
          Stage.all(log.pipeline.topics()).stream()
              .takeWhile(stage -> !stage.service().equals(service))
              .toList());
      return log;
    } catch (RuntimeException | InvalidPipeline e) {
      log.close();
      throw e;
    }
  }

  private void record(List<Stage> stages) throws InvalidPipeline {
    List<String> services = stages.stream().map(Stage::service).toList();
    LocalPipeline.Options options =
        new LocalPipeline.Options(folder, services, broker.bootstrap(), 0, data, 0, Map.of());
    try (LocalPipeline _ = LocalPipeline.open(options)) {
      recording.publish(new RecordedSwaps(folder, pipeline.topics(), client()));
      stages.stream()
          .flatMap(stage -> stage.outputs().stream())
          .forEach(output -> recording.awaitAll(output.topic()));
    }
  }

  PipelineDefinition pipeline() {
    return pipeline;
  }

  int events() {
    return recording.events();
  }

  /// How far back the windows reach.
  Duration reach() {
    return recording.reach();
  }

  /// How many events they reach at the end of the log.
  int withinReach() {
    return recording.withinReach();
  }

  /// How many records a topic has if each is written once.
  long records(Topic<?, ?> topic) {
    return recording.records(topic);
  }

  /// A service over this log, by a group and with a state of its own; not yet started.
  ///
  /// @param run the name of both
  /// @param settings more of its environment
  ServiceProcess service(String service, String run, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put(ServiceConfig.PIPELINE, folder.toString());
    environment.put(ServiceConfig.STATE_DIR, state(run).toString());
    environment.put(ServiceConfig.INSTANCE, run);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap());
    environment.put("KAFKA_APPLICATION_ID", run);
    // So that the changelog still has all that was written when it is measured.
    environment.put(
        "KAFKA_TOPIC_MIN_COMPACTION_LAG_MS", Long.toString(Duration.ofDays(1).toMillis()));
    return new ServiceProcess(service, JVM, environment, data.resolve(run + ".log"));
  }

  /// Has a run begin at the end of topics: it meets only what is written there from now on.
  void beginAtEnd(String run, List<Topic<?, ?>> topics) {
    Map<String, String> group = Map.of("KAFKA_GROUP_ID", run);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConnection(broker.bootstrap(), group).consumer(new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      consumer
          .endOffsets(partitions)
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
      consumer.commitSync(ends);
    }
  }

  /// Where the state of a run is.
  Path state(String run) {
    return data.resolve("state").resolve(run);
  }

  /// All that is on a topic, and what comes.
  TopicReader<byte[]> read(Topic<?, ?> topic) {
    return TopicReader.fromBeginning(kafka(), topic.name(), new ByteArrayDeserializer());
  }

  KafkaConnection kafka() {
    return new KafkaConnection(broker.bootstrap(), Map.of());
  }

  /// What connects a client to the broker.
  Map<String, Object> client() {
    return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
  }

  @Override
  public void close() {
    broker.close();
  }
}
