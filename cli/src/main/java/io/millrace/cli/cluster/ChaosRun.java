package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Runs processor-a over one recorded log again and again, and kills it meanwhile: whatever a crash
/// leaves, it writes the same features.
public final class ChaosRun implements AutoCloseable {
  private static final String SERVICE = "processor-a";
  private static final List<String> JVM = List.of("-Xmx1g");
  private static final List<String> BEFORE_IT = List.of("ingestion-service", "event-router");
  private static final int ENTITIES = 2;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Longer than a commit interval of work takes to be written again.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Path data;
  private final Path folder;
  private final PipelineDefinition pipeline;
  private final EmbeddedBroker broker;
  private final int parts;
  private final Run undisturbed;
  private int runs;

  /// What came of a run that was disturbed.
  ///
  /// @param killedAt how many parts it had written when it was killed, each time
  /// @param records how many records it has written in all
  /// @param different parts that an undisturbed run writes otherwise, or that were written
  ///   otherwise than before
  public record Result(long seed, List<Integer> killedAt, long records, long different) {
    public Result {
      killedAt = List.copyOf(killedAt);
    }
  }

  /// Records a log of so many simulated events, and what processor-a makes of it undisturbed.
  ///
  /// @param folder of the card-fraud pipeline
  public ChaosRun(Path folder, Path data, int events) throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    this.folder = folder;
    this.pipeline = new PipelineReader().read(folder);
    this.data = data;
    this.parts = ENTITIES * events;
    this.broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    try {
      record(events);
      this.undisturbed = run(new int[0]);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /// A run with one to three kills at random moments.
  public Result disturb(long seed) {
    Random random = new Random(seed);
    int[] kills = random.ints(1 + random.nextInt(3), 1, parts).sorted().toArray();
    Run run = run(kills);
    long different = run.log.otherwise() + undisturbed.log.differences(run.log);
    return new Result(seed, run.killedAt, run.log.records(), different);
  }

  /// At which rate processor-a wrote parts undisturbed, in the second half of the log.
  public double undisturbedPerSecond() {
    return undisturbed.perSecond;
  }

  private record Run(FeatureLog log, List<Integer> killedAt, double perSecond) {}

  private void record(int events) throws InvalidPipeline {
    LocalPipeline.Options options =
        new LocalPipeline.Options(folder, BEFORE_IT, broker.bootstrap(), 0, data, 0, Map.of());
    TopicCreation.create(
        TopicCreation.topicsOf(pipeline),
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
        TopicCreation.DEFAULT_PARTITIONS);
    CardSimulator simulator =
        new CardSimulator(new CardWorld(1_000, 2_000, LocalDate.of(2018, 4, 1), 1));
    Stream<PastEvent> simulated =
        History.simulated(Stream.generate(simulator::next).limit(events), pipeline);
    Timeline timeline = new Timeline(simulated.iterator(), Timeline.End.AT_LAST_EVENT);
    long[] expected = {0};
    try (LocalPipeline _ = LocalPipeline.open(options);
        HistoryPublisher publisher =
            new HistoryPublisher(
                kafka().producer(), pipeline, happening -> expected[0] += copies(happening))) {
      publisher.publishAll(timeline, new Pace(0), _ -> {});
      awaitRecords(expected[0]);
    }
  }

  /// An event goes to its card and its terminal, an outcome to the terminal alone.
  private static int copies(Happening happening) {
    return switch (happening) {
      case PastEvent _ -> ENTITIES;
      case PastOutcome _ -> 1;
    };
  }

  private void awaitRecords(long expected) {
    long since = System.nanoTime();
    try (TopicReader<byte[]> reader =
        TopicReader.fromBeginning(
            kafka(), pipeline.topics().eventsA().name(), new ByteArrayDeserializer())) {
      long seen = 0;
      while (seen < expected) {
        seen += reader.poll(POLL, _ -> {});
        requirePatience(since, "the log was not recorded");
      }
    }
  }

  /// A run from the beginning of the log, by a group and with a state of its own.
  private Run run(int[] kills) {
    runs++;
    Map<String, String> environment =
        Map.of(
            ServiceConfig.PIPELINE,
            folder.toString(),
            ServiceConfig.STATE_DIR,
            data.resolve("state").resolve("run-" + runs).toString(),
            ServiceConfig.INSTANCE,
            "chaos",
            "KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrap(),
            "KAFKA_APPLICATION_ID",
            "chaos-" + runs);
    FeatureLog log = new FeatureLog(pipeline.topics().featuresA());
    List<Integer> killedAt = new ArrayList<>();
    double perSecond;
    try (TopicReader<byte[]> reader =
            TopicReader.fromEnd(
                kafka(), pipeline.topics().featuresA().name(), new ByteArrayDeserializer());
        ServiceProcess service =
            new ServiceProcess(SERVICE, JVM, environment, data.resolve("run-" + runs + ".log"))) {
      service.start();
      long since = System.nanoTime();
      long lastRecord = since;
      long halfway = since;
      int before = 0;
      while (log.size() < parts || System.nanoTime() - lastRecord < QUIET.toNanos()) {
        if (reader.poll(POLL, log::add) > 0) {
          lastRecord = System.nanoTime();
          if (log.size() < parts / 2) {
            halfway = lastRecord;
            before = log.size();
          }
        }
        if (killedAt.size() < kills.length && log.size() >= kills[killedAt.size()]) {
          service.kill();
          killedAt.add(log.size());
          service.start();
        }
        service.requireAlive();
        requirePatience(since, "a run has not come to its end: it has %s".formatted(log));
      }
      perSecond = (log.size() - before) * 1e9 / (lastRecord - halfway);
    }
    return new Run(log, killedAt, perSecond);
  }

  private static void requirePatience(long since, String failure) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new CommandFailure("%s within %d s".formatted(failure, PATIENCE.toSeconds()));
    }
  }

  private KafkaConnection kafka() {
    return new KafkaConnection(broker.bootstrap(), Map.of());
  }

  @Override
  public void close() {
    broker.close();
  }
}
