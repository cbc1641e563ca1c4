package io.millrace.cli.models;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.learning.LearningLog;
import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.cli.release.TemporaryFolder;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.ReleaseLog;
import io.millrace.trainer.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model, and what is known of its life.
///
/// @param release absent where it is a folder's
/// @param live how its scores did against what really happened, at the end of the latest day;
///   absent where nothing is known of that
/// @param life what happened to the release in learning; empty where nothing has
record ShownModel(
    ModelFiles files, @Nullable Release release, @Nullable Evaluation live, List<Entry> life) {

  /// The release that has the model.
  ///
  /// @param number 0 for the folder that the services were started with
  /// @param note what was said of it
  record Release(int number, String note, Role role) {}

  /// What a release does now.
  enum Role {
    IN_CHARGE,
    SHADOW,
    CANARY,
    NONE
  }

  /// The model in a folder as `train` writes it.
  static ShownModel of(Path folder) {
    return new ShownModel(
        ModelFiles.read(folder.resolve(TrainedModel.MODEL_FILE)), null, null, List.of());
  }

  /// The model of a release; of the one in charge where none is named. Throws [CommandFailure] if
  /// it has none.
  static ShownModel of(Path folder, KafkaConnection kafka, @Nullable Integer wanted) {
    PipelineDefinition local = PipelineOption.read(folder);
    kafka.requireTopics(List.of(local.topics().releases().name()));
    try (TemporaryFolder scratch = new TemporaryFolder();
        ReleaseArchive archive =
            new ReleaseArchive(local.topics(), kafka.client(), scratch.path())) {
      int number = wanted == null ? Roles.inCharge(archive.log()) : wanted;
      PipelineDefinition pipeline = number == 0 ? local : archive.pipeline(number);
      ModelFiles files = ModelFiles.read(modelOf(pipeline, number));
      return new ShownModel(
          files,
          release(number, archive.log()),
          local.learning() == null ? null : LiveQuality.of(number, local.topics(), kafka),
          life(local, kafka, number));
    } catch (InvalidRelease e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path modelOf(PipelineDefinition pipeline, int number) {
    ModelDefinition model = pipeline.model();
    if (model == null) {
      throw new CommandFailure(
          "%s has no model%s: its rules decide alone"
              .formatted(
                  number == 0 ? pipeline.name() : "release " + number,
                  pipeline.learning() == null ? "" : " yet"));
    }
    return model.file();
  }

  private static Release release(int number, ReleaseLog log) {
    String note =
        log.manifest(number)
            .map(manifest -> manifest.note())
            .orElse("the folder that the services were started with");
    return new Release(number, note, Roles.of(number, log));
  }

  private static List<Entry> life(PipelineDefinition pipeline, KafkaConnection kafka, int release) {
    return pipeline.learning() == null
        ? List.of()
        : ModelLife.of(release, LearningLog.read(pipeline, kafka).entries());
  }
}
