package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.LatencyRun;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.runtime.ReleaseWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench swaps`: what it costs to change the release under load.
@Command(
    name = "swaps",
    description = {
      "Change the release in charge again and again under load, in every second run; those between",
      "are undisturbed. Nothing may be lost, doubled or judged by another release than the one in",
      "charge; the latency of both kinds of runs is held against each other."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench swaps --swaps 50 --json",
      "  millrace bench swaps --swaps 10 --seconds 60 --pairs 1 --rate 1000"
    })
final class BenchSwapsCommand implements Callable<Integer> {
  private static final double LOAD = 0.6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Changes in a run (default: ${DEFAULT-VALUE}).")
  private int swaps;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "300",
      description = "How long a run is (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Runs of either kind, in turn (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events a second (default: 60% of what is kept up with, measured first).")
  private @Nullable Integer rate;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "50000",
      description =
          "Events of the backlog from whose throughput the search for that rate starts (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-swaps",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-swaps");

  private long published;

  @Override
  public Integer call() throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    Path folder = PipelineFolder.shipped("card-fraud");
    // A round's events are one transaction: the services meet them all at once, when it commits.
    Map<String, String> committedOnly = Map.of("KAFKA_CONSUMER_ISOLATION_LEVEL", "read_committed");
    LocalPipeline.Options options =
        new LocalPipeline.Options(folder, Layout.separate.names(), null, 0, data, 0, committedOnly);
    try (LocalPipeline pipeline = LocalPipeline.open(options)) {
      SwapReport report = measure(pipeline, folder);
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      spec.commandLine().getOut().flush();
      if (report.lost() + report.doubled() + report.mislabelled() > 0) {
        throw new CommandFailure("events were lost, doubled or judged by another release");
      }
      return ExitCode.OK;
    }
  }

  private SwapReport measure(LocalPipeline pipeline, Path folder) {
    PipelineTopics topics = pipeline.definition().topics();
    Map<String, Object> client =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrap());
    List<Integer> releases = new ArrayList<>();
    for (String note : List.of("one", "the other")) {
      try (ReleaseWriter writer = new ReleaseWriter(topics, client)) {
        releases.add(writer.publish(note, PipelineOption.files(folder)).release());
      }
    }
    Subject subject = new Subject(topics.raw().name(), topics.decisions().name(), client);
    Iterator<LoadEvent> load = counted(BenchCommand.load(pipeline.definition()));
    int perSecond =
        rate == null ? (int) (LOAD * new Capacity(subject, this::note).find(load, events)) : rate;
    List<SwapReport.Run> runs = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      runs.add(run(subject, perSecond, load, null));
      Duration every = Duration.ofSeconds(seconds).dividedBy(swaps + 1);
      try (Swaps making = Swaps.start(topics, client, releases, every)) {
        runs.add(run(subject, perSecond, load, making));
      }
    }
    DecisionTally.Counts decided =
        BenchCommand.decided(pipeline.bootstrap(), pipeline.definition());
    long mislabelled =
        new StampCheck(new KafkaConnection(pipeline.bootstrap(), Map.of()), topics).mislabelled();
    return new SwapReport(
        perSecond, runs, published - decided.distinctIds(), decided.doubled(), mislabelled);
  }

  private SwapReport.Run run(
      Subject subject, int perSecond, Iterator<LoadEvent> load, @Nullable Swaps making) {
    note(
        "%d s at %,d events/s, %s"
            .formatted(seconds, perSecond, making == null ? "undisturbed" : "with swaps"));
    Latency latency =
        new LatencyRun(subject)
            .at(perSecond, Duration.ofSeconds(seconds / 10), Duration.ofSeconds(seconds), load);
    return new SwapReport.Run(making == null ? 0 : making.stop(), latency, residentMb());
  }

  private Iterator<LoadEvent> counted(Iterator<LoadEvent> load) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return load.hasNext();
      }

      @Override
      public LoadEvent next() {
        published++;
        return load.next();
      }
    };
  }

  /// As the operating system counts it; broker, services and load share this process.
  private static long residentMb() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
