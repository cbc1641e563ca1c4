package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import java.util.List;

/// The definition of a release, for commands that compute as it did. Its files are not kept.
public final class ReleasedPipeline {

  private ReleasedPipeline() {}

  /// Reads it from the topic; release 0 is the local folder's. Throws [CommandFailure] if there is
  /// none.
  public static PipelineDefinition read(
      PipelineDefinition local, KafkaConnection kafka, int release) {
    if (release == 0) {
      return local;
    }
    kafka.requireTopics(List.of(local.topics().releases().name()));
    try (TemporaryFolder scratch = new TemporaryFolder();
        ReleaseArchive archive =
            new ReleaseArchive(local.topics(), kafka.client(), scratch.path())) {
      return archive.pipeline(release);
    } catch (InvalidRelease e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
