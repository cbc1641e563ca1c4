package io.millrace.cli.study;

import io.millrace.cli.ProgressBar;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.PipelineFolder;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.runtime.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace replay-study`: what a pipeline learns from a long history, and how well it does.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "replay-study",
    description = {
      "Replay a history through every service of a pipeline that has no model yet, and show how well",
      "the model in charge did at each moment and when which model took over. Days of the history",
      "pass one by one: at the end of each all is decided, and what is due to be learned is learned.",
      "Quality is average precision by week, without the events of those known to be compromised.",
      "Writes result.json, quality.svg and report.md."
    },
    footerHeading = "%nExample:%n",
    footer = "  millrace replay-study --input transactions.csv.gz --until 2018-08-14 --json")
public final class ReplayStudyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      split = ",",
      required = true,
      description = "Tables of events, each in the order of time: .csv or .csv.gz.")
  private List<Path> inputs;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first day, in UTC (default: that of the first event).")
  private @Nullable LocalDate from;

  @Option(names = "--until", paramLabel = "DAY", required = true, description = "The last day.")
  private LocalDate until;

  @Option(
      names = "--label-delay",
      paramLabel = "DURATION",
      defaultValue = "5d",
      description =
          "How long after its event an outcome becomes known (default: ${DEFAULT-VALUE}).")
  private Duration labelDelay;

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      description = "The pipeline folder (default: card-fraud, as it comes).")
  private Path pipeline = PipelineFolder.shipped("card-fraud");

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = "How services are laid out: separate or composed (default: ${DEFAULT-VALUE}).")
  private Layout layout;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/replay-study",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write the three files (default: the folder of --data).")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws InvalidPipeline, InterruptedException {
    StudyPlan plan = new StudyPlan(pipeline, inputs, from, until, labelDelay, layout, data);
    StudyReport report;
    try (StopSignal stop = new StopSignal();
        ProgressBar bar = ProgressBar.start(spec.commandLine().getErr(), "replay", "events")) {
      report = new StudyRun(plan, stop, new StudyProgress(bar, plan.end())).run();
    }
    StudyFiles files = new StudyFiles(output == null ? data : output);
    files.write(report, command());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new StudyJson(report).text());
    } else {
      out.println(new StudyText(report).printed());
      out.println();
      out.println("plot  " + files.plot());
    }
    out.flush();
    return ExitCode.OK;
  }

  /// What reproduces it; files by their names alone, wherever they lay.
  private String command() {
    String tables =
        inputs.stream()
            .map(table -> String.valueOf(table.getFileName()))
            .collect(Collectors.joining(","));
    return "./millrace replay-study --input %s%s --until %s --label-delay %s%s"
        .formatted(
            tables,
            from == null ? "" : " --from " + from,
            until,
            written(labelDelay),
            layout == Layout.separate ? "" : " --layout " + layout);
  }

  private static String written(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? duration.toDays() + "d"
        : duration.toSeconds() + "s";
  }
}
