package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.ConsoleOption;
import io.millrace.cli.console.ConsoleServer;
import io.millrace.cli.console.PipelineWatch;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace demo`: everything at once, on simulated card transactions.
@Command(
    name = "demo",
    description = {
      "Watch card transactions become decisions: an embedded broker, every service, and a simulator.",
      "Runs until Ctrl-C, or until so many events are decided."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  millrace demo", "  millrace demo --events 20000 --json"})
public final class DemoCommand implements Callable<Integer> {
  private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Path FOLDER = PipelineFolder.shipped("card-fraud");
  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 4, 1);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConsoleOption consoleOption = new ConsoleOption();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Stop after so many decisions (default: run until Ctrl-C).")
  private long events;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "500",
      description = "Transactions a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed makes the same transactions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print the summary as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/demo",
      description =
          "Where broker and services keep their data; what an earlier demo left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/demo");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "The broker's port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description = "The port of /metrics, /livez, /readyz and /info (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Override
  public Integer call() throws InvalidPipeline, InterruptedException {
    try (StopSignal stop = new StopSignal();
        ConsoleServer console = consoleOption.listen()) {
      return run(stop, console);
    }
  }

  private int run(StopSignal stop, ConsoleServer console)
      throws InvalidPipeline, InterruptedException {
    List<String> services = Suite.names(Layout.separate, new PipelineReader().read(FOLDER));
    note("starting a broker and %d services ...".formatted(services.size()));
    LocalPipeline.deleteData(data);
    LocalPipeline.Options options =
        new LocalPipeline.Options(FOLDER, services, null, port, data, metricsPort, Map.of());
    try (LocalPipeline pipeline = LocalPipeline.open(options);
        PipelineWatch _ =
            ConsoleOption.show(
                console, pipeline.definition(), FOLDER, Layout.separate, pipeline.kafka())) {
      announce(console, pipeline);
      CardWorld world = new CardWorld(5_000, 10_000, FIRST_DAY, seed);
      try (DemoRun run = new DemoRun(pipeline, events, rate, world)) {
        watch(stop, pipeline, run);
        DemoReport report = run.report();
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return report.tally().exactlyOnce() || events == 0 ? 0 : 1;
      }
    }
  }

  private void watch(StopSignal stop, LocalPipeline pipeline, DemoRun run)
      throws InterruptedException {
    long nextStatus = System.nanoTime();
    while (!stop.await(STEP) && !run.isFinished()) {
      Throwable failure = run.failure();
      if (failure != null) {
        throw new CommandFailure("the demo stopped: " + failure.getMessage(), failure);
      }
      if (!pipeline.services().failed().isEmpty()) {
        throw new CommandFailure("services have failed: " + pipeline.services().failed());
      }
      if (System.nanoTime() >= nextStatus) {
        status(run);
        nextStatus += STATUS_EVERY.toNanos();
      }
    }
  }

  private void status(DemoRun run) {
    DecisionTally.Counts counts = run.counts();
    note(
        String.format(
            Locale.ROOT,
            "%,9d events  %,9d decisions  %s  p50 %d ms  p99 %d ms",
            counts.events(),
            counts.decisions(),
            counts.byOutcome(),
            run.latencies().percentile(50),
            run.latencies().percentile(99)));
  }

  private void announce(ConsoleServer console, LocalPipeline pipeline) {
    note(
        """
        card-fraud runs. Look at it while it does:
          console    %3$s
          decisions  kcat -C -b %1$s -t card-fraud.decisions -o end
          actions    kcat -C -b %1$s -t card-fraud.actions -o end
          metrics    http://localhost:%2$d/metrics
        Ctrl-C stops it.\
        """
            .formatted(pipeline.bootstrap(), pipeline.operations().port(), console.address()));
  }

  private void note(String text) {
    PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(text);
    to.flush();
  }
}
