package io.millrace.cli.release;

import io.millrace.cli.ProgressBar;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.ReleaseWriter;
import java.io.PrintWriter;
import java.time.Duration;
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

  private static void askForTrial(int release, PipelineDefinition pipeline, KafkaConnection kafka) {
    try (ReleaseWriter writer = new ReleaseWriter(pipeline.topics(), kafka.client())) {
      writer.askForTrial(release);
    }
  }

  /// Waits, with progress, and says how many can serve it.
  void await(int release, PipelineDefinition pipeline, KafkaConnection kafka, CommandSpec spec) {
    Instances instances = new Instances(pipeline.name(), Layout.allNames(), kafka.client());
    AdmissionWait wait =
        new AdmissionWait(
            instances,
            kafka,
            pipeline.topics().status(),
            patience,
            asked -> askForTrial(asked, pipeline, kafka));
    int live;
    try (ProgressBar bar =
        ProgressBar.start(spec.commandLine().getErr(), "try release " + release, "instances")) {
      live = wait.await(release, bar::update);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (live == 0) {
      out.printf(
          "no instance of %s is running, so nobody has tried release %d: they do when they start%n",
          pipeline.name(), release);
    } else {
      out.printf("all %d instances can serve release %d%n", live, release);
    }
  }
}
