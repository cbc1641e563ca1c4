package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.JsonText;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench actions`: whether actions arrive, once, at a webhook that does its worst.
@Command(
    name = "actions",
    description = {
      "Have action-triggers, a process of its own, deliver actions to an HTTP server of which three in",
      "ten calls fail, one asks for patience (429, Retry-After), one in twenty hangs and one is dropped;",
      "kill it (kill -9) meanwhile. A good webhook beside it is measured alone and meanwhile.",
      "Exits with 1 if an action is lost, or comes with two bodies under one key."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench actions --json",
      "  millrace bench actions --actions 1000 --kills 2"
    })
final class BenchActionsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--actions",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Actions for the bad webhook (default: ${DEFAULT-VALUE}).")
  private int actions;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often the service is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description =
          "How long the good webhook is measured, alone and beside the bad one (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-actions",
      description =
          "Where broker and service keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-actions");

  @Override
  public Integer call() throws InvalidPipeline {
    ActionsRun.Report report =
        new ActionsRun(PipelineFolder.shipped("card-fraud"), data, this::note)
            .run(actions, kills, seconds);
    spec.commandLine().getOut().println(json ? json(report) : text(report));
    spec.commandLine().getOut().flush();
    if (report.delivered() < report.actions() || report.mostBodies() > 1) {
      throw new CommandFailure(
          "%,d of %,d actions are lost, and up to %d bodies came under one key"
              .formatted(
                  report.actions() - report.delivered(), report.actions(), report.mostBodies()));
    }
    return ExitCode.OK;
  }

  private static String text(ActionsRun.Report report) {
    return ("%,d actions: %,d delivered in %,d calls over %d kills, %,d of them accepted again; bodies under a key: at most %d\n"
            + "the good webhook: p50 %.1f, p99 %.1f ms alone; p50 %.1f, p99 %.1f ms beside (%.2f)")
        .formatted(
            report.actions(),
            report.delivered(),
            report.calls(),
            report.kills(),
            report.deliveredAgain(),
            report.mostBodies(),
            report.alone().p50(),
            report.alone().p99(),
            report.beside().p50(),
            report.beside().p99(),
            report.healthyP99Ratio());
  }

  private static String json(ActionsRun.Report report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("actions", report.actions());
      out.writeNumberField("delivered", report.delivered());
      out.writeNumberField("lost", report.actions() - report.delivered());
      out.writeNumberField("bodies_per_key_max", report.mostBodies());
      out.writeNumberField("healthy_p99_ratio", report.healthyP99Ratio());
      out.writeNumberField("healthy_missing", report.alone().missing() + report.beside().missing());
      out.writeNumberField("healthy_p99_alone_ms", report.alone().p99());
      out.writeNumberField("healthy_p99_beside_ms", report.beside().p99());
      out.writeNumberField("kills", report.kills());
      out.writeNumberField("calls", report.calls());
      out.writeNumberField("delivered_again", report.deliveredAgain());
      out.writeEndObject();
    });
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
