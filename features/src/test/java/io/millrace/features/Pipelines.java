package io.millrace.features;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.InvalidSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.Lists;
import io.millrace.contracts.expression.PlainValue;
import io.millrace.contracts.expression.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pipelines made by hand, as the reader of `pipeline.yaml` would make them.
final class Pipelines {

  private Pipelines() {}

  /// The fifteen features of the handbook: twelve of them stateful.
  static PipelineDefinition handbook() {
    List<StatefulFeature> features = new ArrayList<>();
    for (int days : List.of(1, 7, 30)) {
      Window window = new Window(Duration.ofDays(days), Duration.ZERO);
      features.add(feature("card_tx_count_" + days + "d", "card", new Aggregation.Count(), window));
      features.add(
          feature("card_amount_avg_" + days + "d", "card", new Aggregation.Mean("amount"), window));
    }
    for (int days : List.of(1, 7, 30)) {
      Window window = new Window(Duration.ofDays(days), Duration.ofDays(7));
      features.add(
          feature("terminal_tx_count_" + days + "d", "terminal", new Aggregation.Count(), window));
      features.add(
          feature(
              "terminal_risk_" + days + "d", "terminal", new Aggregation.Rate("fraud"), window));
    }
    List<StatelessFeature> ofEvent =
        List.of(ofEvent("amount"), ofEvent("is_weekend"), ofEvent("is_night"));
    return pipeline(features, ofEvent);
  }

  static PipelineDefinition of(StatefulFeature... features) {
    return pipeline(List.of(features), List.of());
  }

  static StatefulFeature feature(
      String name, String entity, Aggregation aggregation, Window window) {
    return new StatefulFeature(name, entity, aggregation, window, null, 0);
  }

  static StatefulFeature where(StatefulFeature feature, Expression where) {
    return new StatefulFeature(
        feature.name(), feature.entity(), feature.aggregation(), feature.window(), where, -1);
  }

  static Window window(@Nullable Duration length, Duration delay) {
    return new Window(length, delay);
  }

  private static PipelineDefinition pipeline(
      List<StatefulFeature> stateful, List<StatelessFeature> stateless) {
    Map<String, String> entities = new LinkedHashMap<>();
    stateful.forEach(feature -> entities.put(feature.entity(), feature.entity() + "_id"));
    return new PipelineDefinition(
        "test",
        new EventDefinition(schema(), "id", "time", Duration.ofDays(1), 1_000_000),
        entities,
        List.of(),
        stateful,
        stateless,
        null,
        List.of(),
        Map.of(),
        null,
        null,
        Duration.ofHours(1));
  }

  private static StatelessFeature ofEvent(String name) {
    return new StatelessFeature(name, new FieldIs(name, "1"), FeatureValue.of(0));
  }

  /// A schema that names the fields and says nothing of their types.
  private static EventSchema schema() {
    try {
      return EventSchema.of(
          """
          {"properties": {"amount": {}, "channel": {}, "flag": {}, "risk": {}}}
          """);
    } catch (InvalidSchema e) {
      throw new IllegalStateException(e);
    }
  }

  /// True where a field has a value; it cannot be computed where the field is `broken`.
  record FieldIs(String field, String value) implements Expression {

    @Override
    public String source() {
      return "event." + field + " == '" + value + "'";
    }

    @Override
    public ValueType type() {
      return ValueType.Primitive.TRUTH;
    }

    @Override
    public Expression sibling(String source) {
      throw new UnsupportedOperationException("it stands nowhere");
    }

    @Override
    public boolean isConstant() {
      return false;
    }

    @Override
    public boolean references(String variable) {
      return variable.equals("event");
    }

    @Override
    public Set<String> lists() {
      return Set.of();
    }

    @Override
    public boolean test(Map<String, ?> variables, Lists lists) {
      Object found = variables.get("event") instanceof Map<?, ?> event ? event.get(field) : null;
      if ("broken".equals(found)) {
        throw new ExpressionFailure(source() + ": " + field + " is broken");
      }
      return value.equals(String.valueOf(found));
    }

    @Override
    public FeatureValue value(Map<String, ?> variables) {
      return FeatureValue.of(test(variables) ? 1 : 0);
    }

    @Override
    public PlainValue plain(Map<String, ?> variables) {
      return new PlainValue.Truth(test(variables));
    }
  }
}
