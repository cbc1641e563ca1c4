package io.millrace.contracts.expression;

import io.millrace.contracts.expression.TopLevelOperators.Found;
import io.millrace.contracts.expression.ValueType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What conditions are made of, so that one can be told why it does not hold.
///
/// Every part is an expression of its own, compiled as the whole was.
public final class ConditionParts {

  private ConditionParts() {}

  /// A comparison of two numbers or texts.
  ///
  /// @param operator as it is written, such as `>=`
  public record Comparison(Expression left, String operator, Expression right) {

    /// Whether it asks which side is the greater one.
    public boolean isOrder() {
      return operator.startsWith("<") || operator.startsWith(">");
    }
  }

  /// The conditions all of which must hold, in order. One that is no conjunction is its own and
  /// only part, and so is one with a part that means nothing without another, such as
  /// `has(event.shop) && event.shop == 'x'`.
  public static List<Expression> conjuncts(Expression condition) {
    List<String> texts = TopLevelOperators.conjuncts(condition.source());
    if (texts.size() == 1) {
      return List.of(condition);
    }
    List<Expression> parts = new ArrayList<>();
    try {
      for (String text : texts) {
        parts.add(condition.sibling(text));
      }
    } catch (InvalidExpression e) {
      return List.of(condition);
    }
    return parts.stream().allMatch(Expression::isCondition) ? parts : List.of(condition);
  }

  /// The sides of a condition that compares two numbers or two texts; empty if it does not, or if
  /// one of them asks a list.
  public static Optional<Comparison> comparison(Expression condition) {
    String source = condition.source();
    for (Found operator : TopLevelOperators.comparison(source)) {
      try {
        Expression left = condition.sibling(source.substring(0, operator.at()).strip());
        Expression right = condition.sibling(source.substring(operator.end()).strip());
        if (isSimple(left) && isSimple(right)) {
          return Optional.of(new Comparison(left, operator.symbol(), right));
        }
      } catch (InvalidExpression e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isSimple(Expression side) {
    return side.lists().isEmpty() && (side.type().isNumeric() || side.type() == Primitive.TEXT);
  }
}
