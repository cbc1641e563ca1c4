package io.millrace.cli.explain;

import io.millrace.cli.LoggedLists;
import io.millrace.cli.kafka.Found;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.RecordLookup;
import io.millrace.cli.release.ReleasedPipeline;
import io.millrace.contracts.Decision;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import java.util.List;

/// Explains a decision from what the topics hold of it.
public final class DecisionExplainer {

  private DecisionExplainer() {}

  /// What `millrace explain` prints; throws [io.millrace.cli.CommandFailure] with what there is
  /// instead.
  ///
  /// @param local the folder that the services were started with
  /// @param wanted an event's id, or a decision's position
  public static String text(PipelineDefinition local, KafkaConnection kafka, String wanted) {
    return ExplanationText.of(explain(local, kafka, wanted));
  }

  static Explanation explain(PipelineDefinition local, KafkaConnection kafka, String wanted) {
    kafka.requireTopics(TrailReader.topics(local.topics()));
    try (RecordLookup lookup = RecordLookup.open(kafka)) {
      TrailReader reader = new TrailReader(lookup, local);
      Found<Decision> decision = reader.decision(wanted);
      PipelineDefinition judge = ReleasedPipeline.read(local, kafka, decision.value().release());
      Trail trail =
          reader.trail(
              decision, judge.actions().getOrDefault(decision.value().outcome(), List.of()));
      Lists lists =
          LoggedLists.asAnswered(
              decision.value().lists(),
              LoggedLists.askedBy(kafka, judge).asOf(decision.stamped().toEpochMilli()));
      return Explanation.of(trail, judge, lists);
    }
  }
}
