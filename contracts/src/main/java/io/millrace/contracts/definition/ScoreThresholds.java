package io.millrace.contracts.definition;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.expression.ConditionParts;
import io.millrace.contracts.expression.ConditionParts.Comparison;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The numbers that a policy compares the score with.
///
/// They are found where such a comparison is a rule's condition, or one of those that must all
/// hold, and where its other side is a number or a threshold by its name. One that differs by
/// segment is each of its numbers.
final class ScoreThresholds {
  private static final String NAMED = ThresholdRule.VARIABLE + '.';

  private ScoreThresholds() {}

  /// Each number once, in the order of the rules.
  static List<Double> of(List<Rule> policy) {
    return policy.stream()
        .map(Rule::when)
        .filter(Objects::nonNull)
        .flatMap(when -> ConditionParts.conjuncts(when).stream())
        .flatMap(part -> ConditionParts.comparison(part).stream())
        .filter(Comparison::isOrder)
        .flatMapToDouble(ScoreThresholds::numbers)
        .distinct()
        .boxed()
        .toList();
  }

  private static DoubleStream numbers(Comparison comparison) {
    if (isScore(comparison.left())) {
      return numbers(comparison.right());
    }
    return isScore(comparison.right()) ? numbers(comparison.left()) : DoubleStream.empty();
  }

  private static boolean isScore(Expression side) {
    return side.source().equals(Assessment.SCORE);
  }

  private static DoubleStream numbers(Expression side) {
    if (side instanceof ThresholdRule named) {
      return numbers(named);
    }
    return side.isConstant() ? number(side) : DoubleStream.empty();
  }

  private static DoubleStream numbers(ThresholdRule named) {
    return named.thresholds().entrySet().stream()
        .filter(entry -> named.source().equals(NAMED + entry.getKey()))
        .map(Map.Entry::getValue)
        .flatMapToDouble(threshold ->
            DoubleStream.concat(
                DoubleStream.of(threshold.otherwise()),
                sorted(threshold.bySegment().values().stream())));
  }

  /// Maps of segments have no order.
  private static DoubleStream sorted(Stream<Double> numbers) {
    return numbers.mapToDouble(Double::doubleValue).sorted();
  }

  private static DoubleStream number(Expression constant) {
    try {
      return constant.value(Map.of()) instanceof FeatureValue.Scalar(double number)
          ? DoubleStream.of(number)
          : DoubleStream.empty();
    } catch (ExpressionFailure e) {
      return DoubleStream.empty();
    }
  }
}
