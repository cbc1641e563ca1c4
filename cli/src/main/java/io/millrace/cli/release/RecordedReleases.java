package io.millrace.cli.release;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.Releases;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All releases that a pipeline's log was judged by: the local folder, and those on the topic.
public final class RecordedReleases implements Releases, Closeable {
  private final TemporaryFolder scratch;
  private final ReleaseArchive archive;
  private final Map<Integer, PipelineDefinition> read = new HashMap<>();

  private RecordedReleases(
      PipelineDefinition local, TemporaryFolder scratch, ReleaseArchive archive) {
    this.scratch = scratch;
    this.archive = archive;
    read.put(FOLDER, local);
  }

  /// Opens the topic; throws [io.millrace.cli.CommandFailure] if it is not there.
  ///
  /// @param local the folder that the services were started with
  public static RecordedReleases open(PipelineDefinition local, KafkaConnection kafka) {
    kafka.requireTopics(List.of(local.topics().releases().name()));
    TemporaryFolder scratch = new TemporaryFolder();
    try {
      return new RecordedReleases(
          local, scratch, new ReleaseArchive(local.topics(), kafka.client(), scratch.path()));
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  @Override
  public PipelineDefinition pipeline(int release) {
    PipelineDefinition there = read.get(release);
    if (there == null) {
      try {
        there = archive.pipeline(release);
      } catch (InvalidRelease e) {
        throw new RejectedRecord(String.valueOf(e.getMessage()));
      }
      read.put(release, there);
    }
    return there;
  }

  /// The last assignment before the one with a number.
  public Optional<Assignment> assignedBefore(int number) {
    return archive.log().assignments().stream()
        .filter(assignment -> assignment.number() < number)
        .reduce((earlier, later) -> later);
  }

  @Override
  public void close() {
    archive.close();
    scratch.close();
  }
}
