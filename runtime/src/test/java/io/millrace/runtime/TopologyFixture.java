package io.millrace.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// A service's topology under test, with the configuration that a running service has.
public final class TopologyFixture implements Closeable {
  /// The time at which the test's records arrive, unless a test says otherwise.
  public static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

  private final PipelineDefinition pipeline;
  private final ServiceContext context;
  private final Topology topology;
  private final TopologyTestDriver driver;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  public TopologyFixture(Service service, PipelineDefinition pipeline, Path stateDir) {
    this(service, Releases.of(pipeline), stateDir, Map.of());
  }

  /// A fixture whose service sees these variables of the environment.
  public TopologyFixture(
      Service service,
      PipelineDefinition pipeline,
      Path stateDir,
      Map<String, String> environment) {
    this(service, Releases.of(pipeline), stateDir, environment);
  }

  /// A fixture whose service sees these releases and variables of the environment.
  public TopologyFixture(
      Service service, Releases releases, Path stateDir, Map<String, String> environment) {
    this.pipeline = releases.pipeline(Releases.FOLDER);
    ServiceConfig config =
        new ServiceConfig(
            Path.of("unused"),
            Profile.FAST,
            stateDir,
            null,
            null,
            "localhost",
            0,
            Map.of(),
            environment);
    Properties properties = StreamsProperties.of(config, pipeline.name(), service, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    context = new ServiceContext(service.name(), releases, environment, properties, registry);
    properties.put(
        DeadLetters.CONFIG,
        new DeadLetters(pipeline.topics().deadLetters().name(), service.name(), context.metrics()));
    topology = service.topology(context);
    driver = new TopologyTestDriver(topology, properties, ARRIVAL);
  }

  public <K, V> TestInputTopic<K, V> input(Topic<K, V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  public <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer());
  }

  /// The reasons of all dead letters since the last call, in order.
  public List<String> deadLetterReasons() {
    return output(pipeline.topics().deadLetters()).readRecordsToList().stream()
        .map(TopologyFixture::reason)
        .toList();
  }

  /// The driver itself, for stores and time.
  public TopologyTestDriver driver() {
    return driver;
  }

  /// What the service was made with.
  public ServiceContext context() {
    return context;
  }

  public SimpleMeterRegistry registry() {
    return registry;
  }

  /// The topology as Kafka Streams describes it, to be compared with [#golden(Class)].
  public String describe() {
    return topology.describe().toString().strip();
  }

  /// The `topology.txt` among the test resources of a service.
  public static String golden(Class<?> test) throws IOException {
    try (InputStream in = test.getResourceAsStream("/topology.txt")) {
      if (in == null) {
        throw new IOException("src/test/resources/topology.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static String reason(TestRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    driver.close();
    for (Closeable resource : context.closedAtStop()) {
      resource.close();
    }
  }
}
