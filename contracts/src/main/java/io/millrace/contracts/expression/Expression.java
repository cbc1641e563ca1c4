package io.millrace.contracts.expression;

import io.millrace.contracts.FeatureValue;
import java.util.Map;
import java.util.Set;

/// A CEL expression, compiled and type-checked. Safe for use by many threads.
///
/// Variables are those of the place it stands in: `event` (a map of fields), `time` (the event's
/// time), in the policy `features`, `score` and `degraded` too, and in actions besides these
/// `outcome`, `reasons` and `release`.
public interface Expression {

  /// The text as it stands in the pipeline.
  String source();

  /// What [#value] gives: an integer, a number, a truth value, a text or a list of numbers; or
  /// [#plain], of which it can be a time and any list too; `ANY` where only the record can tell.
  ValueType type();

  /// Another text, such as a part of this one, as it is in the place where this one stands.
  Expression sibling(String source) throws InvalidExpression;

  /// Whether it is true or false, as far as can be told before it is computed.
  default boolean isCondition() {
    return type() == ValueType.Primitive.TRUTH || type() == ValueType.Primitive.ANY;
  }

  /// Whether it reads nothing, and so has the same value each time.
  boolean isConstant();

  /// Whether the expression reads a variable: one that does cannot be computed without it.
  boolean references(String variable);

  /// The lists that the expression asks with `in_list`; empty but in the policy.
  Set<String> lists();

  /// The value of a truth expression that asks no list; throws [ExpressionFailure] when it cannot
  /// be computed.
  default boolean test(Map<String, ?> variables) {
    return test(variables, Lists.EMPTY);
  }

  /// The value of a truth expression; throws [ExpressionFailure] when it cannot be computed.
  ///
  /// @param lists whom `in_list` asks
  boolean test(Map<String, ?> variables, Lists lists);

  /// The value of an expression of another type, truth being 1 and 0; throws [ExpressionFailure]
  /// when it cannot be computed or is not finite.
  FeatureValue value(Map<String, ?> variables);

  /// The value of an expression as it is; throws [ExpressionFailure] when it cannot be computed, is
  /// not finite, or is larger than a text may be.
  PlainValue plain(Map<String, ?> variables);
}
