package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The plainly right engine for one entity: lists and loops, and a log that comes only once.
final class NaiveHistory {
  private static final Duration SILENCE = Duration.ofDays(7);

  private final List<StatefulFeature> features;
  private final EventSchema schema;
  private final List<Seen> events = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long seen;

  NaiveHistory(PipelineDefinition pipeline, String entity) {
    this.features = pipeline.statefulFeaturesOf(entity);
    this.schema = pipeline.event().schema();
  }

  private record Known(long knownAt, boolean positive) {}

  private record Seen(Event event, Map<String, Object> fields, List<Known> labels) {
    long time() {
      return event.time().toEpochMilli();
    }
  }

  private record Waiting(String id, long time, List<Known> labels) {}

  /// Says when the next record was appended to the log.
  void advanceTo(long logTime) {
    if (hasRetention() && seen > 0 && logTime - seen > retention() + SILENCE.toMillis()) {
      events.clear();
      waiting.clear();
    }
    seen = logTime;
  }

  Map<String, FeatureValue> observe(Event event) {
    long time = event.time().toEpochMilli();
    if (alive(event.id()) == null && time > horizon()) {
      Map<String, Object> fields = schema.fields(event.payload());
      List<Known> labels = new ArrayList<>();
      waiting.stream()
          .filter(w -> w.id().equals(event.id()))
          .forEach(w -> labels.addAll(w.labels()));
      events.add(new Seen(event, fields, labels));
      long horizon = horizon();
      events.removeIf(seen -> seen.time() <= horizon);
      waiting.removeIf(w -> w.time() <= horizon);
      requireConditions(fields, event);
    }
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    for (StatefulFeature feature : features) {
      values.put(feature.name(), FeatureValue.of(value(feature, time, event)));
    }
    return values;
  }

  private void requireConditions(Map<String, Object> fields, Event event) {
    for (StatefulFeature feature : features) {
      if (feature.where() != null) {
        feature.where().test(Map.of("event", fields, "time", event.time()));
      }
    }
  }

  /// An event whose condition cannot be computed does not match it.
  private static boolean matches(StatefulFeature feature, Seen seen) {
    try {
      return feature.where() == null
          || feature.where().test(Map.of("event", seen.fields(), "time", seen.event().time()));
    } catch (ExpressionFailure e) {
      return false;
    }
  }

  void learn(Outcome outcome) {
    boolean positive = ((FeatureValue.Scalar) outcome.label()).value() > 0;
    Known label = new Known(outcome.knownAt().toEpochMilli(), positive);
    Seen event = alive(outcome.eventId());
    long time = outcome.eventTime().toEpochMilli();
    if (event != null) {
      event.labels().add(label);
    } else {
      List<Waiting> same = waiting.stream().filter(w -> w.id().equals(outcome.eventId())).toList();
      if (!same.isEmpty()) {
        same.getFirst().labels().add(label);
      } else if (time > horizon()) {
        waiting.add(new Waiting(outcome.eventId(), time, new ArrayList<>(List.of(label))));
      }
    }
  }

  private long horizon() {
    return events.isEmpty() || !hasRetention()
        ? Long.MIN_VALUE
        : events.stream().mapToLong(Seen::time).max().orElseThrow() - retention();
  }

  private boolean hasRetention() {
    return features.stream().noneMatch(feature -> feature.window().length() == null);
  }

  private long retention() {
    long retention = 0;
    for (StatefulFeature feature : features) {
      Duration length = Objects.requireNonNull(feature.window().length());
      retention = Math.max(retention, length.plus(feature.window().delay()).toMillis());
    }
    return retention;
  }

  private @Nullable Seen alive(String id) {
    return events.stream().filter(seen -> seen.event().id().equals(id)).findFirst().orElse(null);
  }

  private double value(StatefulFeature feature, long time, Event asking) {
    long to = time - feature.window().delay().toMillis();
    Duration length = feature.window().length();
    List<Seen> counting = new ArrayList<>();
    for (Seen seen : events) {
      boolean inWindow =
          seen.time() <= to && (length == null || seen.time() > to - length.toMillis());
      if (inWindow && matches(feature, seen)) {
        counting.add(seen);
      }
    }
    counting.sort(Comparator.comparingLong(Seen::time));
    return value(feature, counting, time, asking);
  }

  private static double value(StatefulFeature feature, List<Seen> events, long time, Event asking) {
    double otherwise = feature.otherwise();
    return switch (feature.aggregation()) {
      case Aggregation.Count() -> events.size();
      case Aggregation.Sum(String field) -> clamped(sum(numbers(events, field)).doubleValue());
      case Aggregation.Mean(String field) -> mean(numbers(events, field), otherwise);
      case Aggregation.Min(String field) ->
          numbers(events, field).stream().mapToDouble(n -> n).min().orElse(otherwise);
      case Aggregation.Max(String field) ->
          numbers(events, field).stream().mapToDouble(n -> n).max().orElse(otherwise);
      case Aggregation.StandardDeviation(String field) ->
          deviation(numbers(events, field), otherwise);
      case Aggregation.Rate(String _) -> events.isEmpty() ? otherwise : rate(events, time);
      case Aggregation.DistinctCount(String field) ->
          events.stream()
              .map(seen -> seen.fields().get(field))
              .filter(Objects::nonNull)
              .distinct()
              .count();
      case Aggregation.Last(String field) -> {
        List<Double> numbers = numbers(events, field);
        yield numbers.isEmpty() ? otherwise : numbers.getLast();
      }
      case Aggregation.First(String field) -> {
        List<Double> numbers = numbers(events, field);
        yield numbers.isEmpty() ? otherwise : numbers.getFirst();
      }
      case Aggregation.TimeSinceLast() ->
          events.stream()
              .filter(seen -> !seen.event().id().equals(asking.id()))
              .mapToDouble(seen -> (time - seen.time()) / 1000.0)
              .min()
              .orElse(otherwise);
    };
  }

  private static List<Double> numbers(List<Seen> events, String field) {
    List<Double> numbers = new ArrayList<>();
    for (Seen seen : events) {
      switch (seen.fields().get(field)) {
        case null -> {}
        case Boolean truth -> numbers.add(truth ? 1.0 : 0.0);
        case Number number -> numbers.add(number.doubleValue());
        case Object other -> throw new IllegalArgumentException(field + " is " + other);
      }
    }
    return numbers;
  }

  private static BigDecimal sum(List<Double> numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) {
      sum = sum.add(new BigDecimal(number));
    }
    return sum;
  }

  private static double mean(List<Double> numbers, double otherwise) {
    return numbers.isEmpty() ? otherwise : sum(numbers).doubleValue() / numbers.size();
  }

  private static double deviation(List<Double> numbers, double otherwise) {
    if (numbers.isEmpty()) {
      return otherwise;
    }
    BigDecimal squares = BigDecimal.ZERO;
    for (double number : numbers) {
      squares = squares.add(new BigDecimal(number).pow(2));
    }
    BigDecimal difference =
        squares.multiply(BigDecimal.valueOf(numbers.size())).subtract(sum(numbers).pow(2));
    return Math.sqrt(difference.doubleValue()) / numbers.size();
  }

  private static double rate(List<Seen> events, long time) {
    int positives = 0;
    for (Seen seen : events) {
      List<Known> counting = seen.labels().stream().filter(l -> l.knownAt() <= time).toList();
      if (!counting.isEmpty() && counting.getLast().positive()) {
        positives++;
      }
    }
    return (double) positives / events.size();
  }

  private static double clamped(double value) {
    return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
