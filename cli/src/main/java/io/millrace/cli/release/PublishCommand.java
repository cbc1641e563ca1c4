package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.ReleaseRules;
import io.millrace.contracts.release.Manifest;
import io.millrace.model.ModelCheck;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.ReleaseWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace release publish`: a folder becomes the next release.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "publish",
    description = {
      "Publish a pipeline's folder as its next release.",
      "Every live instance then loads and tries it; judge by it only 'release assign' makes them."
    },
    footerHeading = "%nExamples:%n",
    footer = "  millrace release publish pipelines/card-fraud --note 'trained on October'")
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafkaOption;
  @Mixin private WaitOption waitOption;

  @Parameters(paramLabel = "DIR", description = "The pipeline folder.")
  private Path folder;

  @Option(names = "--note", paramLabel = "TEXT", description = "What is said of it.")
  private String note = "";

  @Override
  public Integer call() {
    PipelineDefinition pipeline = PipelineOption.read(folder);
    Map<String, byte[]> files = PipelineOption.files(folder);
    ModelCheck.require(pipeline);
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(
        List.of(pipeline.topics().releases().name(), pipeline.topics().status().name()));
    requireSamePipeline(pipeline, kafka);
    Manifest manifest = publish(pipeline, kafka, files);
    spec.commandLine()
        .getOut()
        .printf(
            "release %d published: %d files, %,d bytes%n",
            manifest.release(), manifest.files().size(), manifest.bytes());
    waitOption.await(manifest.release(), pipeline, kafka, spec);
    return ExitCode.OK;
  }

  private static void requireSamePipeline(PipelineDefinition pipeline, KafkaConnection kafka) {
    try (TemporaryFolder scratch = new TemporaryFolder();
        ReleaseArchive archive =
            new ReleaseArchive(pipeline.topics(), kafka.client(), scratch.path())) {
      for (Manifest manifest : archive.log().manifests().reversed()) {
        if (isSamePipeline(archive, manifest.release(), pipeline)) {
          return;
        }
      }
    }
  }

  /// False where a release cannot be read: to publish its folder again is how it is mended.
  private static boolean isSamePipeline(
      ReleaseArchive archive, int last, PipelineDefinition pipeline) {
    List<String> violations;
    try {
      violations = ReleaseRules.violations(archive.pipeline(last), pipeline);
    } catch (InvalidRelease e) {
      return false;
    }
    if (!violations.isEmpty()) {
      throw new CommandFailure(
          "it cannot be a release after release %d: %s. Make it a pipeline of another name"
              .formatted(last, String.join("; ", violations)));
    }
    return true;
  }

  private Manifest publish(
      PipelineDefinition pipeline, KafkaConnection kafka, Map<String, byte[]> files) {
    try (ReleaseWriter writer = new ReleaseWriter(pipeline.topics(), kafka.client())) {
      return writer.publish(note, files);
    }
  }
}
