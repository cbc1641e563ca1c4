package io.millrace.contracts.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.millrace.contracts.FeatureValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression as a planned CEL program.
///
/// @param variables that it reads
/// @param lists that it asks
/// @param place compiles what stands in the same place
record CelExpression(
    String source,
    ValueType type,
    Set<String> variables,
    Set<String> lists,
    Program program,
    ExpressionCompiler place)
    implements Expression {

  CelExpression {
    variables = Set.copyOf(variables);
    lists = Set.copyOf(lists);
  }

  /// The same text in the same place is the same expression.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CelExpression that
        && source.equals(that.source)
        && place.equals(that.place);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public Expression sibling(String source) throws InvalidExpression {
    return place.value(source);
  }

  @Override
  public boolean isConstant() {
    return variables.isEmpty() && lists.isEmpty();
  }

  @Override
  public boolean references(String variable) {
    return variables.contains(variable);
  }

  @Override
  public boolean test(Map<String, ?> variables, Lists lists) {
    if (evaluate(variables, lists) instanceof Boolean truth) {
      return truth;
    }
    throw failure("it gives no truth value");
  }

  @Override
  public FeatureValue value(Map<String, ?> variables) {
    return switch (evaluate(variables, Lists.EMPTY)) {
      case Boolean truth -> FeatureValue.of(truth ? 1 : 0);
      case String text -> FeatureValue.of(text);
      case List<?> list -> vector(list);
      case Object other -> FeatureValue.of(number(other));
    };
  }

  @Override
  public PlainValue plain(Map<String, ?> variables) {
    return new PlainValues(this::failure).of(evaluate(variables, Lists.EMPTY));
  }

  /// Resolving a variable is a look-up in the caller's map: nothing is copied or wrapped.
  private Object evaluate(Map<String, ?> values, Lists answers) {
    CelVariableResolver resolver = name -> Optional.ofNullable(values.get(name));
    try {
      return lists.isEmpty()
          ? program.eval(resolver)
          : program.eval(resolver, ListFunction.over(answers));
    } catch (CelEvaluationException e) {
      throw new ExpressionFailure(message(Explanation.ofFailure(e)), e);
    }
  }

  private FeatureValue vector(List<?> list) {
    return FeatureValue.Vector.of(list.stream().mapToDouble(this::number).toArray());
  }

  private double number(Object value) {
    return switch (value) {
      case Double number when Double.isFinite(number) -> number;
      case Double number -> throw failure("it gives " + number + ", which is not finite");
      case Long number -> number;
      case UnsignedLong number -> number.doubleValue();
      default -> throw failure("it gives neither number, text nor list of numbers");
    };
  }

  private ExpressionFailure failure(String why) {
    return new ExpressionFailure(message(why));
  }

  private String message(String why) {
    return "cannot compute '" + Explanation.shortened(source) + "': " + why;
  }

  @Override
  public String toString() {
    return source;
  }
}
