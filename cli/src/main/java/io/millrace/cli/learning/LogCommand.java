package io.millrace.cli.learning;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.LearningEventFormat;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace learning log`: what happened in learning, and why.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "log",
    description = {
      "Show what happened in learning, oldest first: trainings, releases, gates with their evidence,",
      "take-overs, roll-backs and orders. Times are those of events."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace learning log --pipeline pipelines/card-fraud",
      "  millrace learning log --run 3 --json --pipeline pipelines/card-fraud"
    })
final class LogCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(
      names = "--run",
      paramLabel = "N",
      description = "Show one run alone, and what was ordered while it was under way.")
  private @Nullable Integer run;

  @Option(
      names = "--json",
      description = "Print each event as a line of JSON, as it stands on the topic.")
  private boolean json;

  @Override
  public Integer call() {
    List<Entry> entries =
        LearningLog.read(pipelineOption.read(), kafkaOption.connection()).entries().stream()
            .filter(entry -> run == null || entry.run() == run)
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      entries.forEach(entry -> out.println(json(entry)));
    } else if (entries.isEmpty()) {
      out.println(run == null ? "nothing has happened yet" : "there was no run " + run);
    } else {
      EventText.of(entries).lines().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String json(Entry entry) {
    byte[] event = JsonOutput.write(entry.event(), new LearningEventFormat());
    return new String(event, StandardCharsets.UTF_8);
  }
}
