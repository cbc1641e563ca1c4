package io.millrace.cli.cluster;

import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Simulated card transactions as processor-a meets them: a full `events-a` on an embedded broker,
/// written by the services before it. processor-a may run over it again and again.
final class RecordedLog implements AutoCloseable {
  private static final List<String> BEFORE_PROCESSOR_A =
      List.of("ingestion-service", "event-router");
  private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");
  private static final int ENTITIES = 2;
  private static final Duration STEP = Duration.ofMillis(50);

  private final Path folder;
  private final Path data;
  private final PipelineDefinition pipeline;
  private final int events;
  private final Duration reach;
  private final EmbeddedBroker broker;
  private final Deque<Instant> withinReach = new ArrayDeque<>();
  private long updates;

  private RecordedLog(Path folder, Path data, int events) throws InvalidPipeline {
    this.folder = folder;
    this.data = data;
    this.pipeline = new PipelineReader().read(folder);
    this.events = events;
    this.reach = pipeline.reach().orElseThrow();
    this.broker = EmbeddedBroker.start(data.resolve("broker"), 0);
  }

  /// Records a log; what an earlier run left in the data folder is deleted.
  ///
  /// @param folder of the card-fraud pipeline
  static RecordedLog record(Path folder, Path data, CardWorld world, int events)
      throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    RecordedLog log = new RecordedLog(folder, data, events);
    try {
      TopicCreation.create(
          TopicCreation.topicsOf(log.pipeline), log.client(), TopicCreation.DEFAULT_PARTITIONS);
      log.publish(world);
      return log;
    } catch (RuntimeException | InvalidPipeline e) {
      log.close();
      throw e;
    }
  }

  private void publish(CardWorld world) throws InvalidPipeline {
    LocalPipeline.Options options =
        new LocalPipeline.Options(
            folder, BEFORE_PROCESSOR_A, broker.bootstrap(), 0, data, 0, Map.of());
    CardSimulator simulator = new CardSimulator(world);
    Stream<PastEvent> simulated =
        History.simulated(Stream.generate(simulator::next).limit(events), pipeline);
    Timeline timeline = new Timeline(simulated.iterator(), Timeline.End.AT_LAST_EVENT);
    try (LocalPipeline _ = LocalPipeline.open(options);
        HistoryPublisher publisher =
            new HistoryPublisher(kafka().producer(), pipeline, this::count);
        TopicReader<byte[]> eventsA = read(pipeline.topics().eventsA().name())) {
      publisher.publishAll(timeline, new Pace(0), _ -> {});
      Patience patience = new Patience("the recording of events-a");
      while (eventsA.remaining() < updates) {
        patience.require(eventsA.remaining());
        LockSupport.parkNanos(STEP.toNanos());
      }
    }
  }

  /// An event goes to its card and its terminal, an outcome to the terminal alone.
  private void count(Happening happening) {
    switch (happening) {
      case PastEvent event -> {
        updates += ENTITIES;
        withinReach.add(event.time());
        Instant reached = event.time().minus(reach);
        while (!withinReach.getFirst().isAfter(reached)) {
          withinReach.removeFirst();
        }
      }
      case PastOutcome _ -> updates++;
    }
  }

  PipelineDefinition pipeline() {
    return pipeline;
  }

  int events() {
    return events;
  }

  /// How far back the windows reach.
  Duration reach() {
    return reach;
  }

  /// How many events they reach at the end of the log.
  int withinReach() {
    return withinReach.size();
  }

  /// How many records `events-a` has: each is an update of one entity.
  long updates() {
    return updates;
  }

  /// How many parts of features processor-a answers.
  int parts() {
    return ENTITIES * events;
  }

  /// processor-a over this log, by a group and with a state of its own; not yet started.
  ///
  /// @param run the name of both
  ServiceProcess processorA(String run, int threads) {
    Map<String, String> environment =
        Map.of(
            ServiceConfig.PIPELINE,
            folder.toString(),
            ServiceConfig.STATE_DIR,
            state(run).toString(),
            ServiceConfig.INSTANCE,
            run,
            ServiceConfig.THREADS,
            Integer.toString(threads),
            "KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrap(),
            "KAFKA_APPLICATION_ID",
            run,
            // So that the changelog still has all that was written when it is measured.
            "KAFKA_TOPIC_MIN_COMPACTION_LAG_MS",
            Long.toString(Duration.ofDays(1).toMillis()));
    return new ServiceProcess("processor-a", JVM, environment, data.resolve(run + ".log"));
  }

  /// Where the state of a run of processor-a is.
  Path state(String run) {
    return data.resolve("state").resolve(run);
  }

  /// All that is on a topic, and what comes.
  TopicReader<byte[]> read(String topic) {
    return TopicReader.fromBeginning(kafka(), topic, new ByteArrayDeserializer());
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
