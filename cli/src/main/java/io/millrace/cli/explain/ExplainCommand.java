package io.millrace.cli.explain;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace explain`: why an event was decided as it was.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "explain",
    description = {
      "Show why an event was decided as it was: the event, its features, the score and what moved it,",
      "each rule of the policy and how it came out, the decision, its actions, and where each record stands."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace explain 1042 --pipeline pipelines/card-fraud",
      "  millrace explain card-fraud.decisions-2@1842 --pipeline pipelines/card-fraud --json"
    })
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      paramLabel = "EVENT_ID",
      description = {
        "The event's id: its newest decision is looked for, from the end of the topic backwards.",
        "Or the position of a decision, such as card-fraud.decisions-2@1842, which takes no search."
      })
  private String wanted;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition local = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    Explanation explanation = DecisionExplainer.explain(local, kafka, wanted);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ExplanationJson.of(explanation) : ExplanationText.of(explanation));
    out.flush();
    return ExitCode.OK;
  }
}
