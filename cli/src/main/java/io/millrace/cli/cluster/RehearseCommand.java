package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.LatencyRun;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace rehearse`: does for a while what services do all day, and stops.
///
/// `bin/warm-up` has the JVM watch it, and keeps what it learns about classes and methods for later
/// starts. Whatever should start warm has to be in here.
@Command(
    name = "rehearse",
    hidden = true,
    description = {
      "Run simulated events through the card-fraud pipeline in both layouts, on an embedded broker,",
      "so that a JVM can record what later starts load and compile."
    },
    footerHeading = "%nExample:%n",
    footer = "  JAVA_OPTS=-XX:AOTCacheOutput=millrace.aot millrace rehearse --data /tmp/rehearsal")
public final class RehearseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How long each layout runs (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "1000",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/rehearsal",
      description =
          "Where broker and services keep their data, which is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/rehearsal");

  @Override
  public Integer call() throws InvalidPipeline {
    for (Layout layout : Layout.values()) {
      LocalPipeline.deleteData(data);
      rehearse(layout);
    }
    LocalPipeline.deleteData(data);
    return 0;
  }

  private void rehearse(Layout layout) throws InvalidPipeline {
    LocalPipeline.Options options =
        new LocalPipeline.Options(
            PipelineFolder.shipped("card-fraud"), layout.names(), null, 0, data, 0, Map.of());
    try (LocalPipeline pipeline = LocalPipeline.open(options)) {
      PipelineTopics topics = pipeline.definition().topics();
      Subject subject =
          new Subject(
              topics.raw().name(),
              topics.decisions().name(),
              Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrap()));
      Iterator<LoadEvent> load = BenchCommand.load(pipeline.definition());
      Latency latency =
          new LatencyRun(subject).at(rate, Duration.ZERO, Duration.ofSeconds(seconds), load);
      if (latency.events() == 0) {
        throw new CommandFailure("no event was decided in the layout " + layout);
      }
      spec.commandLine().getErr().printf("rehearsed: %s%n", layout);
      spec.commandLine().getErr().flush();
    }
  }
}
