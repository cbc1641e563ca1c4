package io.millrace.decision;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.expression.Expression;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What some expressions can read of a prediction; what costs time is left out where none of them
/// reads it.
final class PredictionVariables {
  static final String SCORE = "score";

  private static final String EVENT = "event";
  private static final String TIME = "time";
  private static final String FEATURES = "features";
  private static final String DEGRADED = "degraded";

  private final EventSchema schema;
  private final boolean readEvent;
  private final boolean readFeatures;

  /// @param schema that of the events
  PredictionVariables(List<Expression> readers, EventSchema schema) {
    this.schema = schema;
    this.readEvent = readers.stream().anyMatch(reader -> reader.references(EVENT));
    this.readFeatures = readers.stream().anyMatch(reader -> reader.references(FEATURES));
  }

  /// The variables by name, to which others may be added.
  Map<String, Object> of(Prediction prediction) {
    Map<String, Object> variables = HashMap.newHashMap(8);
    variables.put(TIME, prediction.event().time());
    variables.put(DEGRADED, prediction.isDegraded());
    prediction.score().ifPresent(score -> variables.put(SCORE, score));
    if (readEvent) {
      variables.put(EVENT, schema.fields(prediction.event().payload()));
    }
    if (readFeatures) {
      variables.put(FEATURES, plainValues(prediction.features()));
    }
    return variables;
  }

  private static Map<String, Object> plainValues(Map<String, FeatureValue> features) {
    Map<String, Object> values = HashMap.newHashMap(features.size());
    features.forEach((name, value) -> values.put(name, plainValue(value)));
    return values;
  }

  private static Object plainValue(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) -> number;
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Vector vector -> Arrays.stream(vector.numbers()).boxed().toList();
    };
  }
}
