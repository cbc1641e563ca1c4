package io.millrace.cli.cluster;

import io.millrace.benchmarks.Floor;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.History;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench`: throughput and latency of the card-fraud pipeline, and of the floor beside it.
@Command(
    name = "bench",
    subcommands = {
      BenchFeaturesCommand.class,
      BenchModelCommand.class,
      BenchSwapsCommand.class,
      BenchChaosCommand.class,
      BenchLearnerCommand.class,
      BenchTrainingCommand.class,
      BenchActionsCommand.class,
      BenchReplayCommand.class,
      BenchLayoutsCommand.class
    },
    description = {
      "Measure the card-fraud pipeline, and in the same run the floor: as many hops and records,",
      "relayed by bare consumers and producers. Broker, services, floor and load share this JVM."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  millrace bench", "  millrace bench --events 200000 --rounds 5 --json"})
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Events a round of throughput (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds that count; their median is reported (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "900000",
      description = "Events before anything counts (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rates",
      paramLabel = "R",
      split = ",",
      defaultValue = "200,1000",
      description = "Events a second at which latency is measured (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description =
          "How long each rate is measured, after half as long to warm up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--first-minute",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long latency is measured right after the start, 0 for not at all (default: ${DEFAULT-VALUE}).")
  private int firstMinute;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = "How services are laid out: separate or composed (default: ${DEFAULT-VALUE}).")
  private Layout layout = Layout.separate;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Measure all in one profile: fast, throughput or strict (default: throughput in the one, latency in fast).")
  private @Nullable String profile;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench");

  @Override
  public Integer call() throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    Path folder = PipelineFolder.shipped("card-fraud");
    PipelineDefinition definition = new PipelineReader().read(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {
      Map<String, Object> client =
          Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
      TopicCreation.create(floorTopics(), client, TopicCreation.DEFAULT_PARTITIONS);
      TopicCreation.create(
          TopicCreation.topicsOf(definition), client, TopicCreation.DEFAULT_PARTITIONS);
      BenchReport report =
          new LayoutBench(
                  in -> BesideFloor.start(folder, layout, in, broker.bootstrap(), data),
                  load(definition),
                  this::note)
              .measure(layout, plan());
      DecisionTally.Counts decided = decided(broker.bootstrap(), definition);
      spec.commandLine().getOut().println(json ? report.json(decided) : report.text(decided));
      spec.commandLine().getOut().flush();
      return decided.doubled() == 0 && decided.degraded() == 0 ? 0 : 1;
    }
  }

  private LayoutBench.Plan plan() {
    Profile given = profile == null ? null : Profile.parse(profile);
    return new LayoutBench.Plan(
        Duration.ofSeconds(firstMinute),
        warmUp,
        events,
        rounds,
        given == null ? Profile.THROUGHPUT : given,
        rates,
        Duration.ofSeconds(seconds),
        given == null ? Profile.FAST : given);
  }

  private static List<Topic<?, ?>> floorTopics() {
    return Floor.TOPICS.stream().<Topic<?, ?>>map(TopicCreation::plain).toList();
  }

  /// Simulated transactions without end.
  static Iterator<LoadEvent> load(PipelineDefinition definition) {
    CardSimulator simulator =
        new CardSimulator(new CardWorld(5_000, 10_000, LocalDate.of(2018, 4, 1), 1));
    return History.simulated(Stream.generate(simulator::next), definition)
        .map(event -> new LoadEvent(event.id(), event.key(), event.payload()))
        .iterator();
  }

  /// Everything that was decided.
  static DecisionTally.Counts decided(String bootstrap, PipelineDefinition definition) {
    DecisionTally tally = new DecisionTally();
    Topic<String, Decision> decisions = definition.topics().decisions();
    KafkaConnection kafka = new KafkaConnection(bootstrap, Map.of());
    try (TopicReader<Decision> reader =
        TopicReader.fromBeginning(kafka, decisions.name(), decisions.valueSerde().deserializer())) {
      reader.readAll(record -> tally.decided(record.value()));
    }
    return tally.counts();
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
