package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace layout`: from one layout to the other.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "layout",
    description = {
      "Have the services of a layout go on where those of the other one have stopped: no event is",
      "decided twice, and none is left out, if the services were stopped in order and not killed.",
      "They must have decided all that they have read, and none may be running but action-triggers",
      "and model-trainer; what is in the way is told, and nothing changed. The release in charge",
      "stays in charge."
    },
    footerHeading = "%nExample:%n",
    footer = "  millrace layout composed --pipeline pipelines/card-fraud --bootstrap kafka:9092")
public final class LayoutCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(paramLabel = "NAME", description = "The layout to go on with: separate or composed.")
  private Layout layout;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(
        Stream.of(Layout.values())
            .flatMap(each -> each.inputs(pipeline.topics()).values().stream())
            .flatMap(List::stream)
            .map(Topic::name)
            .distinct()
            .toList());
    try (LayoutSwitch change = new LayoutSwitch(layout, pipeline, kafka.client())) {
      List<String> obstacles = change.obstacles();
      if (!obstacles.isEmpty()) {
        throw new CommandFailure("not yet: " + String.join("; ", obstacles));
      }
      String release =
          change
              .make()
              .map(again -> "; release %d stays in charge".formatted(again.release()))
              .orElse("");
      spec.commandLine()
          .getOut()
          .println(
              "the %s layout goes on where the other one has stopped%s".formatted(layout, release));
    }
    return ExitCode.OK;
  }
}
