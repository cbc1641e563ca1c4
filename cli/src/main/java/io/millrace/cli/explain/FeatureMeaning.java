package io.millrace.cli.explain;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a feature says of an event, as people read it.
final class FeatureMeaning {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "d", Duration.ofDays(1),
          "h", Duration.ofHours(1),
          "m", Duration.ofMinutes(1),
          "s", Duration.ofSeconds(1));

  private FeatureMeaning() {}

  /// Such as `average of amount over 7d, of card 596`.
  ///
  /// @param entities those of the event
  static String of(StatefulFeature feature, List<EntityKey> entities) {
    String where = feature.where() == null ? "" : ", where " + feature.where().source();
    String whose =
        entities.stream()
            .filter(key -> key.entity().equals(feature.entity()))
            .map(key -> key.entity() + ' ' + key.id())
            .findFirst()
            .orElse(feature.entity());
    return "%s %s%s, of %s"
        .formatted(of(feature.aggregation()), of(feature.window()), where, whose);
  }

  private static String of(Aggregation aggregation) {
    return switch (aggregation) {
      case Aggregation.Count() -> "count";
      case Aggregation.Sum(String field) -> "sum of " + field;
      case Aggregation.Mean(String field) -> "average of " + field;
      case Aggregation.Min(String field) -> "least " + field;
      case Aggregation.Max(String field) -> "greatest " + field;
      case Aggregation.StandardDeviation(String field) -> "standard deviation of " + field;
      case Aggregation.Rate(String label) -> "rate of " + label;
      case Aggregation.DistinctCount(String field) -> "different values of " + field;
      case Aggregation.Last(String field) -> "last " + field;
      case Aggregation.First(String field) -> "first " + field;
      case Aggregation.TimeSinceLast() -> "seconds since the event before";
    };
  }

  private static String of(Window window) {
    Duration length = window.length();
    String counted = length == null ? "over all time" : "over " + text(length);
    return window.delay().isZero()
        ? counted
        : counted + ", up to " + text(window.delay()) + " before";
  }

  /// As it would be written in `pipeline.yaml`, in the greatest unit that divides it.
  static String text(Duration duration) {
    return UNITS.entrySet().stream()
        .filter(unit -> duration.toMillis() % unit.getValue().toMillis() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> duration.dividedBy(unit.getValue()) + unit.getKey())
        .orElseGet(() -> duration.toMillis() + "ms");
  }
}
