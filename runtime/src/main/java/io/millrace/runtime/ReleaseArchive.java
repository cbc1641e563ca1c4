package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Manifest;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/// All releases of a pipeline as they stand on its topic, for those who look at them.
public final class ReleaseArchive implements Closeable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final ReleaseTopic topic;
  private final ReleaseLog log = new ReleaseLog();
  private final ReleaseFolder folder;

  /// Reads what is there.
  ///
  /// @param client properties of a Kafka client
  /// @param root where releases are brought back to folders; what lies there is removed
  public ReleaseArchive(PipelineTopics topics, Map<String, ?> client, Path root) {
    this(new ReleaseFolder(root), new ReleaseTopic(topics, client));
  }

  ReleaseArchive(ReleaseFolder folder, ReleaseTopic topic) {
    this.folder = folder;
    this.topic = topic;
    try {
      topic.readToEnd(log);
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  /// Reads what has come since; what was committed a moment ago may not be there yet.
  public void refresh() {
    topic.readToEnd(log);
  }

  /// Reads until what somebody has written is there. It must have been committed.
  public void readUntil(Predicate<ReleaseLog> isThere) {
    while (!isThere.test(log)) {
      topic.poll(POLL, log);
    }
  }

  public ReleaseLog log() {
    return log;
  }

  /// The manifest of a release; throws [InvalidRelease] if there is none.
  public Manifest manifest(int release) throws InvalidRelease {
    return log.manifest(release)
        .orElseThrow(() ->
            new InvalidRelease(
                "there is no release %d: millrace release list shows all".formatted(release)));
  }

  /// The pipeline of a release, its files in a folder of the release's number.
  public PipelineDefinition pipeline(int release) throws InvalidRelease {
    return folder.read(manifest(release), log, topic::valueAt);
  }

  /// The files of a release, by name.
  public Map<String, byte[]> files(int release) throws InvalidRelease {
    return folder.files(manifest(release), log, topic::valueAt);
  }

  @Override
  public void close() {
    topic.close();
  }
}
