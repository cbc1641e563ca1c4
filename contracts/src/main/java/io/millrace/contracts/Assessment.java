package io.millrace.contracts;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What one release says of an event.
///
/// @param release its number; 0 is the folder that the services were started with
/// @param features every feature of the release that its route asked for, by name, in order
/// @param outputs what the model says, by output name; empty where no model spoke
/// @param model the model that was asked, absent without one
/// @param degraded what was missing or failed, and why; empty when all is well
/// @param fallback why there is no score although there is a model for it, absent when all is well
/// @param attributions the features that moved the score most, the strongest first; empty where
///   nobody asked for them
public record Assessment(
    int release,
    Map<String, FeatureValue> features,
    Map<String, FeatureValue> outputs,
    @Nullable ModelRef model,
    List<String> degraded,
    @Nullable String fallback,
    List<Attribution> attributions) {

  /// The name of the output that policies and evaluation read.
  public static final String SCORE = "score";

  public Assessment {
    features = FeatureValues.copyOf(features);
    outputs = FeatureValues.copyOf(outputs);
    degraded = List.copyOf(degraded);
    attributions = List.copyOf(attributions);
  }

  /// How far a feature moved the score.
  ///
  /// @param effect the score less the score with the reference value in the feature's place
  public record Attribution(String feature, double effect) {}

  /// The score, where the model gave one.
  public OptionalDouble score() {
    return outputs.get(SCORE) instanceof FeatureValue.Scalar(double value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  /// Whether anything was missing or failed.
  public boolean isDegraded() {
    return !degraded.isEmpty() || fallback != null;
  }
}
