package io.millrace.decision;

import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.BodyTemplate;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.PlainValue;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the body that a template makes of certain variables: the same bytes each time.
record TemplateBody(Map<String, Object> variables) {

  Payload of(BodyTemplate template) {
    return Payload.of(JsonOutput.write(json -> write(template, json)));
  }

  private void write(BodyTemplate template, JsonWriter json) {
    switch (template) {
      case BodyTemplate.Fields(Map<String, BodyTemplate> fields) -> {
        json.startObject();
        fields.forEach((name, value) -> {
          json.field(name);
          write(value, json);
        });
        json.endObject();
      }
      case BodyTemplate.Items(List<BodyTemplate> items) -> {
        json.startArray();
        items.forEach(item -> write(item, json));
        json.endArray();
      }
      case BodyTemplate.Computed(Expression expression) ->
          value(expression).ifPresentOrElse(value -> write(value, json), json::nothing);
    }
  }

  private Optional<PlainValue> value(Expression expression) {
    if (Policy.lacksScore(expression, variables)) {
      return Optional.empty();
    }
    try {
      return Optional.of(expression.plain(variables));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }

  private static void write(PlainValue value, JsonWriter json) {
    switch (value) {
      case PlainValue.Text(String text) -> json.text(text);
      case PlainValue.Whole(long number) -> json.integer(number);
      case PlainValue.Real(double number) -> json.number(number);
      case PlainValue.Truth(boolean truth) -> json.flag(truth);
      case PlainValue.Items(List<PlainValue> items) -> {
        json.startArray();
        items.forEach(item -> write(item, json));
        json.endArray();
      }
    }
  }
}
