package io.millrace.decision;

import io.millrace.contracts.definition.PipelineDefinition;

/// What a release decides, and what is done about it.
record ReleasePolicy(Policy policy, ActionPlan plan) {

  static ReleasePolicy of(PipelineDefinition pipeline) {
    return new ReleasePolicy(
        Policy.of(pipeline), new ActionPlan(pipeline.actions(), pipeline.event().schema()));
  }
}
