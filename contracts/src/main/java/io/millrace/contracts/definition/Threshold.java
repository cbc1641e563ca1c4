package io.millrace.contracts.definition;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A number that rules name, such as the score above which an event is declined.
///
/// @param otherwise the number where no segment has one of its own
/// @param segment tells an event's segment, a text or an integer; absent where all have one number
/// @param bySegment the numbers of segments that have one of their own
record Threshold(double otherwise, @Nullable Expression segment, Map<String, Double> bySegment) {

  Threshold {
    bySegment = Map.copyOf(bySegment);
  }

  /// The number that holds where variables have these values. A segment that cannot be told has
  /// none of its own.
  double in(Map<String, ?> variables) {
    if (segment == null) {
      return otherwise;
    }
    try {
      return bySegment.getOrDefault(name(segment.value(variables)), otherwise);
    } catch (ExpressionFailure e) {
      return otherwise;
    }
  }

  private static String name(FeatureValue segment) {
    return switch (segment) {
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Scalar(double number) -> Long.toString((long) number);
      case FeatureValue.Vector vector -> vector.toString();
    };
  }

  boolean references(String variable) {
    return segment != null && segment.references(variable);
  }
}
