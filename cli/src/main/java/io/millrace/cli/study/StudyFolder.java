package io.millrace.cli.study;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.release.TemporaryFolder;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.TargetDefinition.Webhook;
import io.millrace.trainer.TrainedModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A copy of a pipeline's folder without its model: what the pipeline would be had nobody trained
/// one yet.
final class StudyFolder implements Closeable {
  private final TemporaryFolder copy = new TemporaryFolder();
  private final PipelineDefinition pipeline;

  private StudyFolder(PipelineDefinition pipeline) {
    this.pipeline = pipeline;
  }

  /// Throws [CommandFailure] if the pipeline is not valid or does not learn.
  static StudyFolder of(Path folder) {
    PipelineDefinition pipeline = PipelineOption.read(folder);
    if (pipeline.learning() == null) {
      throw new CommandFailure(
          "%s does not learn: add the section 'learning' to its pipeline.yaml"
              .formatted(pipeline.name()));
    }
    requireNoWebhooks(pipeline);
    Map<String, byte[]> files = PipelineOption.files(folder);
    if (pipeline.model() != null) {
      Path file = pipeline.model().file().toAbsolutePath().normalize();
      Path model = folder.toAbsolutePath().normalize().relativize(file);
      files.remove(model.toString());
      files.remove(model.resolveSibling(TrainedModel.CARD_FILE).toString());
    }
    StudyFolder study = new StudyFolder(pipeline);
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = study.path().resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
      return study;
    } catch (IOException e) {
      study.close();
      throw new CommandFailure("%s cannot be copied (%s)".formatted(folder, e), e);
    }
  }

  /// A study would call them for what happened long ago.
  private static void requireNoWebhooks(PipelineDefinition pipeline) {
    pipeline.actions().values().stream()
        .flatMap(List::stream)
        .map(ActionDefinition::target)
        .filter(Webhook.class::isInstance)
        .map(Webhook.class::cast)
        .findFirst()
        .ifPresent(webhook -> {
          throw new CommandFailure(
              "%s calls %s, which would be called for what happened long ago: take its webhooks out of a copy of the folder, and study that"
                  .formatted(pipeline.name(), webhook.url()));
        });
  }

  /// The pipeline as it is in the folder that this is a copy of.
  PipelineDefinition pipeline() {
    return pipeline;
  }

  Path path() {
    return copy.path();
  }

  @Override
  public void close() {
    copy.close();
  }
}
