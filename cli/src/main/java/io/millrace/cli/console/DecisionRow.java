package io.millrace.cli.console;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A decision as the page lists it.
///
/// @param arrived when its event came to `raw`, in milliseconds since 1970
/// @param latency from there until the console saw it, in milliseconds; empty where it was there
///   before the console
/// @param at where it stands
/// @param command what explains it
record DecisionRow(
    Decision decision, long arrived, OptionalLong latency, Position at, Optional<String> command) {

  /// The score that the policy read, where there is one.
  OptionalDouble score() {
    return decision.scores().get(Assessment.SCORE) instanceof FeatureValue.Scalar(double value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  /// Whom it concerns, such as `card:596`.
  List<String> entities() {
    return decision.entities().stream().map(EntityKey::toString).toList();
  }
}
