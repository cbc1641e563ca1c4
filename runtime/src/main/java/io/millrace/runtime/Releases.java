package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;

/// The pipelines that stamps name.
public interface Releases {

  /// The number of the folder that the services were started with: it judges before anything is
  /// assigned.
  int FOLDER = 0;

  /// The pipeline of a release; throws [RejectedRecord] if there is none.
  PipelineDefinition pipeline(int release);

  /// The folder alone.
  static Releases of(PipelineDefinition folder) {
    return release -> {
      if (release != FOLDER) {
        throw new RejectedRecord(
            "there is no release %d: millrace release list shows all".formatted(release));
      }
      return folder;
    };
  }
}
