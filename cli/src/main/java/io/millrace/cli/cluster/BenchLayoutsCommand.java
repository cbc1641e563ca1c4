package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.JsonText;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench layouts`: whether both layouts decide alike.
@Command(
    name = "layouts",
    description = {
      "Record a log of events, their outcomes and changes of the release, in one partition, and have",
      "the separate layout decide it and then the composed one. Each event's decision must be the",
      "same in both: outcome, reasons, scores, model, release and what was degraded; all but where",
      "its prediction stands. Exits with 1 if any differs or is missing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench layouts --json",
      "  millrace bench layouts --input transactions.csv.gz --events 200000"
    })
final class BenchLayoutsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      split = ",",
      description =
          "Tables of card transactions, each in the order of time: .csv or .csv.gz (default: simulated ones).")
  private List<Path> inputs = List.of();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Events in the log, if there are as many (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-layouts",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-layouts");

  @Override
  public Integer call() throws InvalidPipeline {
    note("recording");
    try (LayoutsRun run = record()) {
      note("deciding");
      DecisionComparison.Report report = run.compare();
      spec.commandLine().getOut().println(json ? json(report) : text(report));
      spec.commandLine().getOut().flush();
      if (!report.isAlike()) {
        throw new CommandFailure("the layouts do not decide alike");
      }
      return ExitCode.OK;
    }
  }

  private LayoutsRun record() throws InvalidPipeline {
    Path folder = PipelineFolder.shipped("card-fraud");
    return inputs.isEmpty()
        ? LayoutsRun.simulated(folder, data, CardWorld.published(1), events)
        : LayoutsRun.ofTables(folder, data, inputs, events);
  }

  private static String text(DecisionComparison.Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%,d events; decided: %,d separate, %,d composed; different: %,d, missing: %,d"
            .formatted(
                report.events(),
                report.separate(),
                report.composed(),
                report.different(),
                report.missing()));
    for (DecisionComparison.Difference difference : report.shown()) {
      text.append(
          "%nevent %s%n  separate: %s%n  composed: %s"
              .formatted(
                  difference.eventId(),
                  orNone(difference.separate()),
                  orNone(difference.composed())));
    }
    return text.toString();
  }

  private static String orNone(@Nullable String decision) {
    return decision == null ? "no decision" : decision;
  }

  private static String json(DecisionComparison.Report report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("events", report.events());
      out.writeNumberField("decisions_separate", report.separate());
      out.writeNumberField("decisions_composed", report.composed());
      out.writeNumberField("different", report.different());
      out.writeNumberField("missing", report.missing());
      out.writeEndObject();
    });
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
