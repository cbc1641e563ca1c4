package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What to do after a decision with a certain outcome.
///
/// @param name unique within the pipeline; with the event's id it makes the idempotency key
/// @param target where it goes
/// @param body what is sent there, absent for the decision and the event as they are
public record ActionDefinition(String name, TargetDefinition target, @Nullable BodyTemplate body) {

  /// All expressions in it.
  public Stream<Expression> expressions() {
    Stream<Expression> ofTarget =
        target instanceof TargetDefinition.AddToList list ? Stream.of(list.item()) : Stream.of();
    return Stream.concat(ofTarget, Stream.ofNullable(body).flatMap(BodyTemplate::expressions));
  }
}
