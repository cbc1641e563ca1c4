package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.AssignmentHistory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace release rollback`: what was in charge before is again.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "rollback",
    description = {
      "Put what was in charge before in charge again, at once: no instance is asked first.",
      "Done once more, it goes one step further back."
    },
    footerHeading = "%nExamples:%n",
    footer =
        "  millrace release rollback --pipeline pipelines/card-fraud --reason 'too many declines'")
final class RollbackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason = "";

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    Assignment assignment =
        new Assigning(pipeline, kafka)
            .assign(log -> new AssignmentHistory(log.assignments()).rollback(reason))
            .orElseThrow(() ->
                new CommandFailure("nothing was in charge before the folder: nothing is changed"));
    spec.commandLine().getOut().println(InWords.of(assignment));
    return ExitCode.OK;
  }
}
