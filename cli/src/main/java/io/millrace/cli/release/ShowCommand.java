package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Admission;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.StatusTopic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace release show`: what a release is made of, and who can serve it.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "show",
    description = "Show what a release is made of, and what the instances say of it.",
    footerHeading = "%nExamples:%n",
    footer = "  millrace release show 4 --pipeline pipelines/card-fraud")
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(paramLabel = "N", description = "The release.")
  private int release;

  @Override
  public Integer call() {
    if (release == 0) {
      throw new CommandFailure(
          "release 0 is the folder that the services were started with, and is not published: "
              + "look there, or compare it with release diff");
    }
    PipelineDefinition local = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(List.of(local.topics().releases().name(), local.topics().status().name()));
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder scratch = new TemporaryFolder();
        ReleaseArchive archive =
            new ReleaseArchive(local.topics(), kafka.client(), scratch.path())) {
      Manifest manifest = archive.manifest(release);
      out.printf("release %d  %s%n", release, manifest.note());
      for (Artifact file : manifest.files()) {
        out.printf("  %-24s %,12d bytes  sha256 %s%n", file.name(), file.bytes(), file.sha256());
      }
      PipelineDefinition pipeline = archive.pipeline(release);
      out.printf(
          "  %d stateful and %d stateless features, %d rules, %s%n",
          pipeline.statefulFeatures().size(),
          pipeline.statelessFeatures().size(),
          pipeline.policy().size(),
          pipeline.model() == null ? "no model" : "a model");
    } catch (InvalidRelease e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    printAdmissions(local.topics(), kafka, out);
    return ExitCode.OK;
  }

  private void printAdmissions(PipelineTopics topics, KafkaConnection kafka, PrintWriter out) {
    for (Admission admission : StatusTopic.read(topics, kafka.client()).all()) {
      if (admission.release() == release) {
        out.println("  " + inWords(admission));
      }
    }
  }

  private static String inWords(Admission admission) {
    String who = admission.service() + " " + admission.instance();
    return admission.isAdmitted()
        ? who + " can serve it"
        : who + " refuses it: " + admission.refusal();
  }
}
