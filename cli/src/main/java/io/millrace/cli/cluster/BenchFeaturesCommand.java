package io.millrace.cli.cluster;

import io.millrace.benchmarks.EngineScaling;
import io.millrace.benchmarks.WindowCost;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench features`: what an event costs, by the size of its entity and of its windows.
@Command(
    name = "features",
    description = {
      "Measure the features of history. The engine alone: an entity with a million events in its",
      "30 days beside one with 60; windows of 90 days beside windows of an hour, over the same log",
      "(kept whole for both) and each over the log that it needs. Its windows beside a plain list",
      "and the sliding windows of Kafka Streams' DSL. processor-a alone, over a recorded log. And",
      "backfill, as a process of its own, from its start to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench features --json",
      "  millrace bench features --input transactions.csv.gz"
    })
final class BenchFeaturesCommand implements Callable<Integer> {
  private static final CardWorld WORLD = CardWorld.published(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--hot",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events in the window of the busy entity (default: ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Events in the log for processor-a, whose second half is measured (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      split = ",",
      description = "The history for backfill, as its own --input (default: a simulated one).")
  private List<Path> inputs = List.of();

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "1300000",
      description = "How long the simulated one is (default: ${DEFAULT-VALUE}).")
  private int transactions;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-features",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-features");

  @Override
  public Integer call() throws InvalidPipeline {
    Path folder = PipelineFolder.shipped("card-fraud");
    note("a key with %,d events beside keys with 60".formatted(hot));
    EngineScaling keys = EngineScaling.ofKeys(hot);
    note("windows of 90 days beside windows of an hour");
    EngineScaling windows = EngineScaling.ofWindows();
    EngineScaling windowsAndLogs = EngineScaling.ofWindowsAndLogs();
    note("windows beside a plain list and the DSL");
    List<WindowCost> table = new ArrayList<>(WindowCost.table(hot));
    ProcessorRun processor = processor(folder);
    table.add(processor.cost());
    FeatureReport report =
        new FeatureReport(
            keys,
            windows,
            windowsAndLogs,
            table,
            processor.updatesPerSecond(),
            backfilledPerSecond(folder));
    spec.commandLine().getOut().println(json ? report.json() : report.text());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private ProcessorRun processor(Path folder) throws InvalidPipeline {
    note("recording a log of %,d events".formatted(events));
    try (RecordedLog log =
        RecordedLog.before(
            "processor-a", folder, data, Recording.Content.simulated(WORLD, events, 0))) {
      note("processor-a over %,d events".formatted(events));
      return ProcessorRun.over(log);
    }
  }

  private double backfilledPerSecond(Path folder) {
    BackfillRun backfill = new BackfillRun(data);
    List<Path> histories = inputs;
    if (histories.isEmpty()) {
      note("simulating %,d transactions".formatted(transactions));
      Path simulated = data.resolve("transactions.csv.gz");
      backfill.simulate(transactions, simulated);
      histories = List.of(simulated);
    }
    note("backfill");
    return backfill.eventsPerSecond(folder, histories);
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
