package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;

/// The releases as they are published, to be tried.
interface PublishedReleases {

  /// The pipeline of a release; throws [InvalidRelease] if there is none.
  PipelineDefinition read(int release) throws InvalidRelease;

  /// Where the files of a release are that was read.
  Path folderOf(int release);

  /// Says that a release was found fit to be served here.
  void fit(int release);
}
