package io.millrace.cli.explain;

import io.millrace.cli.kafka.Found;
import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.TargetDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records that a decided event has left on the topics.
///
/// @param prediction absent where it is not kept any more
/// @param raw absent likewise
/// @param actions what the decision asks for, in the order of the pipeline
record Trail(
    Found<Decision> decision,
    @Nullable Found<Prediction> prediction,
    @Nullable Found<byte[]> raw,
    List<Step> actions) {

  Trail {
    actions = List.copyOf(actions);
  }

  /// An action of the decision.
  ///
  /// @param declared where it goes by its release
  /// @param asked the record that asks for it, absent where there is none
  /// @param result what came of it, absent while nothing did
  record Step(
      String name,
      TargetDefinition declared,
      @Nullable Found<Action> asked,
      @Nullable Found<ActionResult> result) {}

  /// The producer's JSON, as long as one of its copies is kept.
  Optional<Payload> event() {
    return Optional.ofNullable(prediction)
        .map(found -> found.value().event().payload())
        .or(() -> Optional.ofNullable(raw).map(found -> Payload.of(found.value())));
  }
}
