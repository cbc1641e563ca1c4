package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.ConsoleOption;
import io.millrace.cli.console.ConsoleServer;
import io.millrace.cli.console.PipelineWatch;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace start`: the services of a pipeline in one JVM, until told to stop.
@Command(
    name = "start",
    description = "Run the services of a pipeline in one JVM, until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace start --pipeline pipelines/card-fraud",
      "  millrace start --pipeline pipelines/card-fraud --bootstrap kafka:9092 --services processor-a"
    })
public final class StartCommand implements Callable<Integer> {
  private static final Duration CHECK_EVERY = Duration.ofMillis(500);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConsoleOption consoleOption = new ConsoleOption();

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      description = "The pipeline folder (default: card-fraud, as it comes).")
  private Path pipeline = PipelineFolder.shipped("card-fraud");

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The broker; without it, one is embedded whose data persist.")
  private @Nullable String bootstrap;

  @Option(
      names = "--services",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Which services to run (default: all of the layout, and model-trainer if the pipeline",
        "learns)."
      })
  private List<String> services = List.of();

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = {
        "separate, a service for each stage, or composed, one service from raw to decisions",
        "(default: ${DEFAULT-VALUE})."
      })
  private Layout layout = Layout.separate;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where broker and services keep their data (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "The embedded broker's port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description = "The port of /metrics, /livez, /readyz and /info (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Override
  public Integer call() throws InvalidPipeline, InterruptedException {
    List<String> wanted =
        services.isEmpty() ? Suite.names(layout, new PipelineReader().read(pipeline)) : services;
    LocalPipeline.Options options =
        new LocalPipeline.Options(pipeline, wanted, bootstrap, port, data, metricsPort, Map.of());
    try (StopSignal stop = new StopSignal();
        ConsoleServer console = consoleOption.listen();
        LocalPipeline running = LocalPipeline.open(options);
        PipelineWatch _ =
            ConsoleOption.show(console, running.definition(), pipeline, shown(), running.kafka())) {
      announce(console, running, wanted);
      while (!stop.await(CHECK_EVERY)) {
        if (!running.services().failed().isEmpty()) {
          throw new CommandFailure("services have failed: " + running.services().failed());
        }
      }
      spec.commandLine().getOut().println("stopping");
      return 0;
    }
  }

  /// Services that were chosen may be of the other layout.
  private Layout shown() {
    return Suite.areOf(layout, services) ? layout : layout.other();
  }

  private void announce(ConsoleServer console, LocalPipeline running, List<String> started) {
    PrintWriter out = spec.commandLine().getOut();
    String name = running.definition().name();
    out.printf("%s runs: %s%n", name, String.join(", ", started));
    out.printf("  console   %s%n", console.address());
    out.printf("  broker    %s%n", running.bootstrap());
    out.printf(
        "  publish   kcat -P -b %s -t %s%n",
        running.bootstrap(), running.definition().topics().raw().name());
    out.printf(
        "  decisions kcat -C -b %s -t %s%n",
        running.bootstrap(), running.definition().topics().decisions().name());
    out.printf("  metrics   http://localhost:%d/metrics%n", running.operations().port());
    out.println("Ctrl-C stops it.");
    out.flush();
  }
}
