package io.millrace.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An event with all its features and what the model says of it.
///
/// @param event the event
/// @param judged what the release says that judges it
/// @param shadow what the shadow says, with those features alone that are not the same as the
///   judging release's; absent without a shadow
/// @param sources the records that the parts were computed from, by part
public record Prediction(
    Event event, Assessment judged, @Nullable Assessment shadow, Map<Part, Position> sources) {

  public Prediction {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /// The features that the policy reads.
  public Map<String, FeatureValue> features() {
    return judged.features();
  }

  /// The score that the policy reads, where there is one.
  public OptionalDouble score() {
    return judged.score();
  }

  /// As it would be if the shadow had judged, with all features that the shadow saw; there must be
  /// a shadow.
  public Prediction byShadow() {
    Assessment other = Objects.requireNonNull(shadow);
    Map<String, FeatureValue> features = new LinkedHashMap<>(judged.features());
    features.putAll(other.features());
    Assessment whole =
        new Assessment(
            other.release(),
            features,
            other.outputs(),
            other.model(),
            other.degraded(),
            other.fallback(),
            other.attributions());
    return new Prediction(event, whole, null, sources);
  }

  public boolean isDegraded() {
    return judged.isDegraded();
  }
}
