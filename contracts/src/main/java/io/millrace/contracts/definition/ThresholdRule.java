package io.millrace.contracts.definition;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.InvalidExpression;
import io.millrace.contracts.expression.Lists;
import io.millrace.contracts.expression.PlainValue;
import io.millrace.contracts.expression.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A condition that names thresholds: what they are for an event is told to it beside the event.
record ThresholdRule(Expression condition, Map<String, Threshold> thresholds)
    implements Expression {
  static final String VARIABLE = "thresholds";

  ThresholdRule {
    thresholds = Map.copyOf(thresholds);
  }

  /// The condition, and what it needs.
  static Expression of(Expression condition, Map<String, Threshold> thresholds) {
    return condition.references(VARIABLE) ? new ThresholdRule(condition, thresholds) : condition;
  }

  @Override
  public String source() {
    return condition.source();
  }

  @Override
  public ValueType type() {
    return condition.type();
  }

  @Override
  public Expression sibling(String source) throws InvalidExpression {
    return of(condition.sibling(source), thresholds);
  }

  @Override
  public boolean isConstant() {
    return false;
  }

  @Override
  public boolean references(String variable) {
    return condition.references(variable)
        || thresholds.values().stream().anyMatch(threshold -> threshold.references(variable));
  }

  @Override
  public Set<String> lists() {
    return condition.lists();
  }

  @Override
  public boolean test(Map<String, ?> variables, Lists lists) {
    return condition.test(withThresholds(variables), lists);
  }

  @Override
  public FeatureValue value(Map<String, ?> variables) {
    return condition.value(withThresholds(variables));
  }

  @Override
  public PlainValue plain(Map<String, ?> variables) {
    return condition.plain(withThresholds(variables));
  }

  private Map<String, Object> withThresholds(Map<String, ?> variables) {
    Map<String, Double> numbers = HashMap.newHashMap(thresholds.size());
    thresholds.forEach((name, threshold) -> numbers.put(name, threshold.in(variables)));
    Map<String, Object> all = new HashMap<>(variables);
    all.put(VARIABLE, numbers);
    return all;
  }

  @Override
  public String toString() {
    return source();
  }
}
