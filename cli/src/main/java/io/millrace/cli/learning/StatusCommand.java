package io.millrace.cli.learning;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace learning status`: where learning stands.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "status",
    description = {
      "Show where learning stands: the candidate and what it waits for, the release in charge and",
      "whether it is watched, and how the latest model did. Times are those of events."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace learning status --pipeline pipelines/card-fraud",
      "  millrace learning status --json --pipeline pipelines/card-fraud"
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    LearningStatus status = LearningStatus.read(pipelineOption.read(), kafkaOption.connection());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusJson.of(status));
    } else {
      StatusText.of(status).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }
}
