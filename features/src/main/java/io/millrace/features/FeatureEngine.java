package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.List;
import java.util.Map;

/// Computes the stateful features of one pipeline, as the live pipeline does: for backfill and for
/// training.
///
/// Not for use by several threads at once; each has its own.
public final class FeatureEngine {
  private final HistoryKeeper keeper;
  private final FeatureAnswers answers;

  public FeatureEngine(PipelineDefinition pipeline) {
    this(pipeline, TreeShape.DEFAULT);
  }

  FeatureEngine(PipelineDefinition pipeline, TreeShape shape) {
    this.keeper = new HistoryKeeper(List.of(pipeline), shape);
    this.answers = keeper.answers(pipeline);
  }

  /// Adds an event to the history of one of its entities and answers all features of that entity,
  /// in the order of the pipeline; none if the entity has none. See [HistoryKeeper].
  public Map<String, FeatureValue> observe(
      EntityKey key, Event event, long offset, Histories histories) {
    return keeper
        .observe(key, event, offset, histories)
        .map(sight -> answers.of(key, sight))
        .orElse(Map.of());
  }

  /// Adds what an event turned out to be to the history of one of its entities.
  public void learn(EntityKey key, Outcome outcome, long offset, Histories histories) {
    keeper.learn(key, outcome, offset, histories);
  }
}
