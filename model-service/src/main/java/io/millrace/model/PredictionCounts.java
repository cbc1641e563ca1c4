package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Assessment;
import io.millrace.runtime.StageMetrics;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts the predictions of one release, by what it was asked for and what came of it. Every pair
/// starts at zero.
final class PredictionCounts {
  private final Map<Role, Map<Result, Counter>> counters = new EnumMap<>(Role.class);

  /// @param ofRelease carries the release as a label
  PredictionCounts(StageMetrics ofRelease) {
    for (Role role : Role.values()) {
      Map<Result, Counter> ofRole = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        ofRole.put(result, counter(ofRelease, role, result));
      }
      counters.put(role, ofRole);
    }
  }

  private static Counter counter(StageMetrics ofRelease, Role role, Result result) {
    return ofRelease.counter(
        "millrace.predictions",
        "Predictions made",
        "role",
        role.name().toLowerCase(Locale.ROOT),
        "result",
        result.name().toLowerCase(Locale.ROOT));
  }

  /// What a release is asked about an event for.
  enum Role {
    JUDGE,
    SHADOW
  }

  /// What came of it.
  enum Result {
    SCORED,
    /// Some value was stood in for.
    DEGRADED,
    /// The model gave no usable answer, or was not asked because a part was given up.
    FALLBACK,
    /// There is no model, or the event's route leaves out what it needs.
    UNSCORED;

    private static Result of(Assessment assessment) {
      if (assessment.fallback() != null) {
        return FALLBACK;
      }
      if (!assessment.degraded().isEmpty()) {
        return DEGRADED;
      }
      return assessment.outputs().isEmpty() ? UNSCORED : SCORED;
    }
  }

  void count(Role role, Assessment assessment) {
    Map<Result, Counter> ofRole = Objects.requireNonNull(counters.get(role));
    Objects.requireNonNull(ofRole.get(Result.of(assessment))).increment();
  }
}
