package io.millrace.cli.release;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.ReleaseLog;
import io.millrace.runtime.ReleaseTopic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace release list`: all releases, and the latest assignments.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "list",
    description = "Show all releases of a pipeline, and which of them was assigned when and why.",
    footerHeading = "%nExamples:%n",
    footer = "  millrace release list --pipeline pipelines/card-fraud")
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(
      names = "--assignments",
      paramLabel = "N",
      defaultValue = "10",
      description = "Show so many of the latest assignments (default: ${DEFAULT-VALUE}).")
  private int most;

  @Override
  public Integer call() {
    PipelineTopics topics = pipelineOption.read().topics();
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(List.of(topics.releases().name()));
    print(ReleaseTopic.read(topics, kafka.client()), spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private void print(ReleaseLog log, PrintWriter out) {
    Assignment latest = log.latestAssignment().orElse(null);
    out.printf("%-8s %-16s %12s  %s%n", "release", "", "bytes", "note");
    out.printf("%-8d %-16s %12s  %s%n", 0, role(0, latest), "", "the folder of the services");
    for (Manifest manifest : log.manifests()) {
      int release = manifest.release();
      out.printf(
          "%-8d %-16s %,12d  %s%n",
          release, role(release, latest), manifest.bytes(), manifest.note());
    }
    List<Assignment> assignments = log.assignments();
    assignments
        .subList(Math.max(0, assignments.size() - most), assignments.size())
        .forEach(assignment -> out.println(InWords.withCause(assignment)));
  }

  private static String role(int release, @Nullable Assignment latest) {
    if (latest == null || latest.release() == release) {
      return latest != null || release == 0 ? "in charge" : "";
    }
    Challenger challenger = latest.challenger();
    if (challenger == null || challenger.release() != release) {
      return "";
    }
    return challenger.isShadow() ? "shadow" : "canary %d%%".formatted(challenger.percent());
  }
}
