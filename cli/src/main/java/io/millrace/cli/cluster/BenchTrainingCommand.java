package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench training`: what it costs the stream that models are trained beside it.
@Command(
    name = "training",
    description = {
      "Measure the latency of the card-fraud pipeline at half of what it keeps up with, without and",
      "with trainings beside it, in turns: one training after the other, each on the same examples.",
      "All services, the trainer among them, share this JVM with broker and load."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench training --json",
      "  millrace bench training --layout composed --rate 1000 --pairs 1"
    })
final class BenchTrainingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Examples that each training learns from (default: ${DEFAULT-VALUE}).")
  private int examples;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "How long a run is measured, after a fifth of that to warm up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Runs of either kind, every second pair the other way round (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events a second (default: half of what is kept up with).")
  private @Nullable Integer rate;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200000",
      description =
          "Events of the backlog from whose throughput the search for what is kept up with starts (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = "How services are laid out: separate or composed (default: ${DEFAULT-VALUE}).")
  private Layout layout = Layout.separate;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-training",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-training");

  @Override
  public Integer call() throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    Path folder =
        LearningCopy.write(
            PipelineFolder.shipped("card-fraud"),
            data.resolve("pipeline"),
            TrainingBench.learning(examples),
            Set.of());
    List<String> services = Suite.names(layout, new PipelineReader().read(folder));
    // A round's events are one transaction: the services meet them all at once, when it commits.
    Map<String, String> committedOnly = Map.of("KAFKA_CONSUMER_ISOLATION_LEVEL", "read_committed");
    try (LocalPipeline pipeline =
        LocalPipeline.open(
            new LocalPipeline.Options(folder, services, null, 0, data, 0, committedOnly))) {
      TrainingReport report =
          new TrainingBench(pipeline, layout, this::note)
              .measure(
                  new TrainingBench.Plan(
                      examples, rate, events, pairs, Duration.ofSeconds(seconds)));
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      spec.commandLine().getOut().flush();
      if (report.missing() > 0) {
        throw new CommandFailure("%,d events have no decision".formatted(report.missing()));
      }
      return ExitCode.OK;
    }
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
