package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Map;

/// The pipelines that stamps name.
public interface Releases {

  /// The number of the folder that the services were started with: it judges before anything is
  /// assigned.
  int FOLDER = 0;

  /// The pipeline of a release; throws [RejectedRecord] if there is none.
  PipelineDefinition pipeline(int release);

  /// The newest release that was found fit to be served here: ingestion goes by it, because its
  /// schema is the widest.
  default int newest() {
    return FOLDER;
  }

  /// Takes a release out of charge because it fails, unless it is in none, or there is a later
  /// assignment than that under which it failed; done beside the stream, and what comes after the
  /// assignment that follows is judged by another.
  ///
  /// @param assignment the number of the assignment under which it failed
  /// @param reason what is told of it
  default void withdraw(int release, int assignment, String reason) {}

  /// Sees to it, beside the stream, that the latest assignment comes to stand in every partition of
  /// `events` although whoever made it died before.
  default void completeMarks() {}

  /// The folder alone.
  static Releases of(PipelineDefinition folder) {
    return of(Map.of(FOLDER, folder));
  }

  /// These releases, by number, the folder among them.
  static Releases of(Map<Integer, PipelineDefinition> all) {
    return release -> {
      PipelineDefinition pipeline = all.get(release);
      if (pipeline == null) {
        throw new RejectedRecord(
            "there is no release %d: millrace release list shows all".formatted(release));
      }
      return pipeline;
    };
  }
}
