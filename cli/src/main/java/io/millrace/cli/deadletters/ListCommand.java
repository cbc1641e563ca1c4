package io.millrace.cli.deadletters;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace dead-letters list`: what could not be used, and how much of each kind.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "list",
    description = {
      "List dead letters, the newest last: where each stands, when its record arrived, who gave it up,",
      "where it came from, its key and the reason; and count them by reason."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace dead-letters list --pipeline pipelines/card-fraud",
      "  millrace dead-letters list --pipeline pipelines/card-fraud --stage action-triggers"
          + " --reason 'HTTP 400' --from 2026-11-22T10:00:00Z --json"
    })
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;
  @Mixin private FilterOptions filterOptions;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "List the newest N; all are counted (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    LetterFilter filter = filterOptions.filter(spec, pipeline.name());
    LetterLog log =
        new DeadLetterTopic(pipeline.topics().deadLetters().name(), kafkaOption.connection())
            .read();
    List<Letter> letters = log.matching(filter);
    LetterList list = LetterList.of(log, letters, Math.max(0, most));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? list.json() : list.text());
    out.flush();
    return ExitCode.OK;
  }
}
