package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.ReleaseRules;
import java.util.List;

/// Whether a service can serve a release: it makes of it whatever it needs, and tries that.
@FunctionalInterface
public interface ReleaseTrial {

  /// Tries a release; throws [InvalidRelease] with what is wrong and what to do about it.
  void of(int release, PipelineDefinition pipeline) throws InvalidRelease;

  /// Refuses what cannot be a release of the pipeline that a service was started with, whoever
  /// published it.
  static ReleaseTrial after(PipelineDefinition started) {
    return (_, released) -> {
      List<String> violations = ReleaseRules.violations(started, released);
      if (!violations.isEmpty()) {
        throw new InvalidRelease(
            "it cannot be a release of the folder that the services were started with: %s. Make it a pipeline of another name"
                .formatted(String.join("; ", violations)));
      }
    };
  }

  /// This one, and another one if it holds.
  default ReleaseTrial then(ReleaseTrial next) {
    return (release, released) -> {
      of(release, released);
      next.of(release, released);
    };
  }
}
