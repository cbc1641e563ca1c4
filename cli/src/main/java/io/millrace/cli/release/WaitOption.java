package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.ProgressBar;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.AdmissionWait;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.runtime.Instances;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `--wait DURATION`, for commands that wait until every live instance has tried a release.
final class WaitOption {

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description =
          "How long to wait until all instances have tried it (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofSeconds(60);

  /// Waits, with progress, and says how many can serve it; throws [CommandFailure] if one cannot,
  /// or has not said so in time.
  void await(int release, PipelineDefinition pipeline, KafkaConnection kafka, CommandSpec spec) {
    kafka.requireTopics(List.of(pipeline.topics().status().name()));
    AdmissionWait wait = new AdmissionWait(pipeline, Layout.allNames(), kafka.client(), patience);
    Answer answer;
    try (ProgressBar bar =
        ProgressBar.start(spec.commandLine().getErr(), "try release " + release, "instances")) {
      answer = wait.await(release, bar::update);
    }
    spec.commandLine().getOut().println(inWords(answer, release, pipeline.name()));
  }

  private String inWords(Answer answer, int release, String pipeline) {
    return switch (answer) {
      case Answer.Admitted(int instances) when instances == 0 ->
          "no instance of %s is running, so nobody has tried release %d: they do when they start"
              .formatted(pipeline, release);
      case Answer.Admitted(int instances) ->
          "all %d instances can serve release %d".formatted(instances, release);
      case Answer.Refused(Instances.Instance instance, String reason) ->
          throw new CommandFailure(
              "release %d is refused by %s: %s".formatted(release, instance, reason));
      case Answer.Silent(List<Instances.Instance> instances) ->
          throw new CommandFailure(
              "release %d: %s did not say within %d s whether they can serve it: look at their logs"
                  .formatted(release, instances, patience.toSeconds()));
      case Answer.Absent(List<String> services) ->
          throw new CommandFailure(
              "release %d: no instance of %s is running, so nobody tried it there: start one"
                  .formatted(release, String.join(", ", services)));
    };
  }
}
