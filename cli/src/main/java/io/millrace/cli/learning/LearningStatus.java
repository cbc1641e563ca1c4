package io.millrace.cli.learning;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.trainer.promotion.Progress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the learning of a pipeline stands.
///
/// @param log what happened in it
/// @param assignment the latest one, absent where the folder judges that services were started with
record LearningStatus(
    PipelineDefinition pipeline,
    LearningLog log,
    @Nullable Assignment assignment,
    Learner learner) {

  /// Reads it; throws [io.millrace.cli.CommandFailure] if the pipeline does not learn.
  static LearningStatus read(PipelineDefinition pipeline, KafkaConnection kafka) {
    LearningLog log = LearningLog.read(pipeline, kafka);
    kafka.requireTopics(List.of(pipeline.topics().releases().name()));
    Assignment assignment =
        ReleaseTopic.read(pipeline.topics(), kafka.client()).latestAssignment().orElse(null);
    return new LearningStatus(pipeline, log, assignment, Learner.of(pipeline, kafka));
  }

  Progress progress() {
    return log.progress();
  }

  LearningDefinition learning() {
    return Objects.requireNonNull(pipeline.learning());
  }

  String waitsFor() {
    return WaitText.of(progress(), learning());
  }

  /// The release that judges; 0 is the folder.
  int inCharge() {
    return assignment == null ? 0 : assignment.release();
  }

  /// The latest release that learning has made; empty where it made none.
  Optional<Published> latestRelease() {
    return log.entries().reversed().stream()
        .map(LearningLog.Entry::event)
        .filter(Published.class::isInstance)
        .map(Published.class::cast)
        .findFirst();
  }
}
