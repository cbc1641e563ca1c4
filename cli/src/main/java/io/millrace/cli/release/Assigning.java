package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.ReleaseLog;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.ReleaseWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes assignments, with the errors of a command.
final class Assigning {
  private final PipelineDefinition pipeline;
  private final KafkaConnection kafka;

  Assigning(PipelineDefinition pipeline, KafkaConnection kafka) {
    this.pipeline = pipeline;
    this.kafka = kafka;
    kafka.requireTopics(
        List.of(
            pipeline.topics().releases().name(),
            pipeline.topics().status().name(),
            pipeline.topics().events().name()));
  }

  /// Throws [CommandFailure] if there is no such release.
  void requireRelease(int release) {
    ReleaseLog log = ReleaseTopic.read(pipeline.topics(), kafka.client());
    if (release != 0 && log.manifest(release).isEmpty()) {
      throw new CommandFailure(
          "there is no release %d: millrace release list shows all".formatted(release));
    }
  }

  /// Writes the next assignment, if there is to be one.
  Optional<Assignment> assign(Function<ReleaseLog, Optional<Assignment>> next) {
    try (ReleaseWriter writer = new ReleaseWriter(pipeline.topics(), kafka.client())) {
      return writer.assign(next);
    }
  }
}
