package io.millrace.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/// What a service makes its topology with: the pipeline, the builder, and streams bound to topics.
///
/// Everything that is read or written through it is counted, and what is written is timed.
public final class ServiceContext {
  private final Releases releases;
  private final PipelineDefinition pipeline;
  private final Map<String, String> environment;
  private final StageMetrics metrics;
  private final StreamsBuilder builder;
  private final Properties properties;
  private final String service;
  private final List<Closeable> closedAtStop = new ArrayList<>();
  private final List<Runnable> startedBeside = new ArrayList<>();
  private ReleaseTrial trial = (release, pipeline) -> {};
  private Consumer<Assignment> onAssignment = assignment -> {};
  private Consumer<PipelineDefinition> topicCheck = released -> {};
  private @Nullable RecordedLists lists;

  /// A context for one service; `properties` are those its Kafka Streams runs with.
  public ServiceContext(
      String service,
      Releases releases,
      Map<String, String> environment,
      Properties properties,
      MeterRegistry registry) {
    this.releases = releases;
    this.pipeline = releases.pipeline(Releases.FOLDER);
    this.environment = environment;
    this.service = service;
    this.properties = properties;
    this.metrics = new StageMetrics(registry, Tags.of("service", service));
    this.builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
  }

  /// The pipeline that the service was started with.
  public PipelineDefinition pipeline() {
    return pipeline;
  }

  /// The pipelines that stamps name, that one among them.
  public Releases releases() {
    return releases;
  }

  /// The lists of the pipeline; the service then needs their topic.
  public RecordedLists lists() {
    if (lists == null) {
      Map<String, Object> client =
          new StreamsConfig(properties).getRestoreConsumerConfigs(service + "-lists");
      lists = closeAtStop(new ListFollower(topics(), client));
    }
    return lists;
  }

  /// The topics that a service uses which has made its topology with this context.
  TopicUse topicUse(Service service, Topology topology, PipelineDefinition pipeline) {
    PipelineTopics topics = pipeline.topics();
    TopicUse use = TopicUse.of(topology, pipeline);
    TopicUse withLists = lists == null ? use : use.reading(List.of(topics.lists()));
    OwnClients own = service.ownClients(pipeline);
    TopicUse withOwn = withLists.reading(own.reads()).writing(own.writes());
    return service.assignsReleases()
        ? withOwn.writing(List.of(topics.events(), topics.releases()))
        : withOwn;
  }

  public PipelineTopics topics() {
    return pipeline.topics();
  }

  /// The environment, for the keys that the service itself declares.
  public Map<String, String> environment() {
    return environment;
  }

  /// Meters that carry the service's name.
  public StageMetrics metrics() {
    return metrics;
  }

  /// The one builder of the service; it refuses stores and internal topics without a name.
  public StreamsBuilder builder() {
    return builder;
  }

  /// The records of a topic, each counted; one without a value, or without the key that the topic
  /// asks for, goes to dead letters.
  public <K, V> KStream<K, V> read(Topic<K, V> topic) {
    String name = shortName(topic);
    Consumed<K, V> consumed =
        Consumed.with(topic.keySerde(), topic.valueSerde()).withName("read-" + name);
    return builder.stream(topic.name(), consumed)
        .processValues(
            () -> new ReceiveRecord<K, V>(topic.keyed(), metrics.recordsIn(name)),
            Named.as("receive-" + name));
  }

  /// Writes a stream to a topic, each record counted, and timed from its arrival in `raw`.
  public <K, V> void write(KStream<K, V> stream, Topic<K, V> topic) {
    String name = shortName(topic);
    stream
        .processValues(
            () -> new MeasureRecord<K, V>(metrics.recordsOut(name), metrics.latency(name)),
            Named.as("measure-" + name))
        .to(
            topic.name(),
            Produced.with(topic.keySerde(), topic.valueSerde()).withName("write-" + name));
  }

  /// Has something closed after the streams have stopped, last registered first.
  public <T extends Closeable> T closeAtStop(T resource) {
    closedAtStop.add(resource);
    return resource;
  }

  /// Has something started once the streams are: what it is closed by is [registered][#closeAtStop]
  /// too.
  public void startBeside(Runnable start) {
    startedBeside.add(start);
  }

  List<Runnable> startedBeside() {
    return List.copyOf(startedBeside);
  }

  /// Properties of a Kafka client of the service's own, whatever kind it is.
  ///
  /// @param name what the client is called beside the service
  public Map<String, Object> client(String name) {
    return new StreamsConfig(properties).getAdminConfigs(service + "-" + name);
  }

  /// A folder of the service's own for what it can make again.
  public Path folder(String name) {
    StreamsConfig config = new StreamsConfig(properties);
    return Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG))
        .resolve(name)
        .resolve(config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
  }

  /// Has every release tried before it may be assigned, beyond whether its pipeline is valid.
  public void tryReleases(ReleaseTrial trial) {
    this.trial = trial;
  }

  ReleaseTrial trial() {
    return trial;
  }

  /// Has something done with every assignment as it is made; the stamps of events say from where on
  /// it holds.
  public void onAssignment(Consumer<Assignment> action) {
    this.onAssignment = action;
  }

  Consumer<Assignment> onAssignment() {
    return onAssignment;
  }

  /// Requires that the topics are there that the service reads and writes under a release. It waits
  /// for the brokers, and is for a service that runs: before it starts, nothing is checked.
  ///
  /// Throws [InvalidConfiguration] with the topics that are missing, and
  /// [org.apache.kafka.common.KafkaException] where the brokers do not answer.
  public void requireTopics(PipelineDefinition released) {
    topicCheck.accept(released);
  }

  void checkTopicsBy(Consumer<PipelineDefinition> check) {
    this.topicCheck = check;
  }

  List<Closeable> closedAtStop() {
    return closedAtStop.reversed();
  }

  private String shortName(Topic<?, ?> topic) {
    return topic.name().substring(pipeline.name().length() + 1);
  }
}
