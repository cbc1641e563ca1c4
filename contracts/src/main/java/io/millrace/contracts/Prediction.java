package io.millrace.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An event with all its features and what the model says of it.
///
/// @param event the event
/// @param features every feature of the pipeline that its route asked for, by name, in order
/// @param outputs what the model says, by output name; empty without a model
/// @param model the model that spoke, absent without one
/// @param degraded what was missing or failed, and why; empty when all is well
/// @param sources the records that the parts were computed from, by part
public record Prediction(
    Event event,
    Map<String, FeatureValue> features,
    Map<String, FeatureValue> outputs,
    @Nullable ModelRef model,
    List<String> degraded,
    Map<Part, Position> sources) {

  /// The name of the output that policies and evaluation read.
  public static final String SCORE = "score";

  public Prediction {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    degraded = List.copyOf(degraded);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /// The score, where the model gave one.
  public OptionalDouble score() {
    return outputs.get(SCORE) instanceof FeatureValue.Scalar(double value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  public boolean isDegraded() {
    return !degraded.isEmpty();
  }
}
