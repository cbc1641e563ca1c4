package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;

/// Whether a service can serve a release: it makes of it whatever it needs, and tries that.
@FunctionalInterface
public interface ReleaseTrial {

  /// Tries a release; throws [InvalidRelease] with what is wrong and what to do about it.
  void of(int release, PipelineDefinition pipeline) throws InvalidRelease;
}
