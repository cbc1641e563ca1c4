package io.millrace.trainer.evaluation;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An example, made for tests: it is told in what it differs from a plain one.
record JudgedEvent(
    String id,
    Instant time,
    int release,
    @Nullable Double score,
    boolean isPositive,
    double weight,
    boolean isObserved,
    boolean isReported,
    String card,
    Map<String, FeatureValue> features) {

  /// A negative of the first release without a score.
  static JudgedEvent event(String id, String time) {
    return new JudgedEvent(
        id, Instant.parse(time), 1, null, false, 1, true, false, "card-" + id, Map.of());
  }

  JudgedEvent by(int release) {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, isObserved, isReported, card, features);
  }

  JudgedEvent scored(double score) {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, isObserved, isReported, card, features);
  }

  JudgedEvent positive() {
    return new JudgedEvent(
        id, time, release, score, true, weight, isObserved, isReported, card, features);
  }

  JudgedEvent weighing(double weight) {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, isObserved, isReported, card, features);
  }

  JudgedEvent unobserved() {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, false, isReported, card, features);
  }

  JudgedEvent reported() {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, isObserved, true, card, features);
  }

  JudgedEvent of(String card) {
    return new JudgedEvent(
        id, time, release, score, isPositive, weight, isObserved, isReported, card, features);
  }

  JudgedEvent with(String feature, FeatureValue value) {
    return new JudgedEvent(
        id,
        time,
        release,
        score,
        isPositive,
        weight,
        isObserved,
        isReported,
        card,
        Map.of(feature, value));
  }

  Example example() {
    return new Example(
        id,
        time,
        List.of(new EntityKey("card", card), new EntityKey("terminal", "7")),
        features,
        new Said(
            release, score == null ? Map.of() : Map.of(Assessment.SCORE, FeatureValue.of(score))),
        null,
        FeatureValue.of(isPositive ? 1 : 0),
        isReported ? new Report(time.plusSeconds(60), "desk") : null,
        null,
        isObserved,
        weight,
        new Position("test.predictions", 0, 1));
  }
}
