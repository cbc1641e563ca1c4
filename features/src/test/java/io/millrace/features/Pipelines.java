package io.millrace.features;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        new EventDefinition(new FlatSchema(), "id", "time", Duration.ofDays(1), 1_000_000),
        entities,
        List.of(),
        stateful,
        stateless,
        null,
        List.of(),
        Map.of(),
        null,
        Duration.ofHours(1));
  }

  private static StatelessFeature ofEvent(String name) {
    return new StatelessFeature(name, new FieldIs(name, "1"), FeatureValue.of(0));
  }

  /// Reads objects without nesting, whose texts have no quotes or commas.
  static final class FlatSchema implements EventSchema {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");

    @Override
    public List<String> violations(byte[] json) {
      return List.of();
    }

    @Override
    public Map<String, Object> fields(Payload payload) {
      Map<String, Object> fields = new HashMap<>();
      Matcher matcher = FIELD.matcher(payload.toString());
      while (matcher.find()) {
        String text = matcher.group(2);
        fields.put(matcher.group(1), text != null ? text : value(matcher.group(3)));
      }
      return fields;
    }

    private static Object value(String json) {
      return switch (json) {
        case "true" -> true;
        case "false" -> false;
        default -> json.matches("-?\\d+") ? (Object) Long.valueOf(json) : Double.valueOf(json);
      };
    }
  }

  /// True where a field has a value; it cannot be computed where the field is `broken`.
  record FieldIs(String field, String value) implements Expression {

    @Override
    public String source() {
      return "event." + field + " == '" + value + "'";
    }

    @Override
    public boolean test(Map<String, ?> variables) {
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
  }
}
