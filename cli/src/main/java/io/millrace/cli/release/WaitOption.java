package io.millrace.cli.release;

import io.millrace.cli.ProgressBar;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
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

  /// Waits, with progress, and says how many can serve it.
  void await(int release, PipelineDefinition pipeline, KafkaConnection kafka, CommandSpec spec) {
    Instances instances = new Instances(pipeline.name(), Suite.names(), kafka.client());
    AdmissionWait wait = new AdmissionWait(instances, kafka, pipeline.topics().status(), patience);
    int live;
    try (ProgressBar bar =
        ProgressBar.start(spec.commandLine().getErr(), "try release " + release, "instances")) {
      live = wait.await(release, bar::update);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (live == 0) {
      out.printf(
          "no instance of %s is running: they try release %d when they start%n",
          pipeline.name(), release);
    } else {
      out.printf("all %d instances can serve release %d%n", live, release);
    }
  }
}
