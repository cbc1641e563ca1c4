package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionCompiler;
import io.millrace.contracts.expression.InvalidExpression;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compiles the expressions of one place in `pipeline.yaml`.
final class Expressions {
  private static final Set<ValueType> NAMES = Set.of(Primitive.TEXT, Primitive.INTEGER);

  private final ExpressionCompiler compiler;
  private final Findings findings;

  private Expressions(ExpressionCompiler compiler, Findings findings) {
    this.compiler = compiler;
    this.findings = findings;
  }

  /// Where only the event is known: routes, features.
  static Expressions overEvent(ValueType event, Findings findings) {
    return new Expressions(new ExpressionCompiler(eventVariables(event)), findings);
  }

  /// Where the prediction is known too, and lists can be asked: the policy.
  ///
  /// @param thresholds the names of numbers that rules may use
  static Expressions overPrediction(
      ValueType event, ValueType features, Set<String> thresholds, Findings findings) {
    Map<String, ValueType> variables = predictionVariables(event, features);
    if (!thresholds.isEmpty()) {
      variables.put(ThresholdRule.VARIABLE, numbers(thresholds));
    }
    return new Expressions(ExpressionCompiler.withLists(variables), findings);
  }

  /// Where the decision is known too: actions.
  static Expressions overDecision(ValueType event, ValueType features, Findings findings) {
    Map<String, ValueType> variables = predictionVariables(event, features);
    variables.put("outcome", Primitive.TEXT);
    variables.put("reasons", new ListOf(Primitive.TEXT));
    variables.put("release", Primitive.INTEGER);
    return new Expressions(new ExpressionCompiler(variables), findings);
  }

  private static ValueType numbers(Set<String> names) {
    Map<String, Field> fields = new LinkedHashMap<>();
    names.forEach(name -> fields.put(name, new Field(Primitive.NUMBER, true)));
    return new Struct(fields);
  }

  private static Map<String, ValueType> predictionVariables(ValueType event, ValueType features) {
    Map<String, ValueType> variables = eventVariables(event);
    variables.put("features", features);
    variables.put("score", Primitive.NUMBER);
    variables.put("degraded", Primitive.TRUTH);
    return variables;
  }

  private static Map<String, ValueType> eventVariables(ValueType event) {
    Map<String, ValueType> variables = new LinkedHashMap<>();
    variables.put("event", event);
    variables.put("time", Primitive.TIME);
    return variables;
  }

  Optional<Expression> condition(String key, Scalar text) {
    return compile(key, text, compiler::condition);
  }

  Optional<Expression> value(String key, Scalar text) {
    return compile(key, text, compiler::value);
  }

  Optional<Expression> plain(String key, Scalar text) {
    return compile(key, text, compiler::plain);
  }

  /// One that names something: a text or an integer.
  Optional<Expression> name(String key, Scalar text) {
    Optional<Expression> value = value(key, text);
    Optional<Expression> name = value.filter(read -> NAMES.contains(read.type()));
    if (value.isPresent() && name.isEmpty()) {
      findings.add(
          text.line(),
          "%s '%s' is %s, and names nothing"
              .formatted(key, shortened(text.text()), value.get().type()),
          "make it a text or an integer, e.g. event.customer_id");
    }
    return name;
  }

  private Optional<Expression> compile(String key, Scalar text, Compilation compilation) {
    try {
      return Optional.of(compilation.compile(text.text()));
    } catch (InvalidExpression e) {
      e.problems()
          .forEach(problem ->
              findings.add(
                  text.line(),
                  "%s '%s': %s".formatted(key, shortened(text.text()), problem.what()),
                  problem.remedy()));
      return Optional.empty();
    }
  }

  private static String shortened(String source) {
    return source.length() <= 100 ? source : source.substring(0, 100) + "…";
  }

  /// Either way of compiling a text.
  private interface Compilation {
    Expression compile(String source) throws InvalidExpression;
  }
}
