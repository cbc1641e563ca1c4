package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what a stateful feature computes: the one key of it that names an aggregation.
final class AggregationReader {
  static final List<String> KEYS =
      List.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "stddev",
          "rate",
          "distinct",
          "last",
          "first",
          "time_since_last");

  private final EventFields fields;
  private final @Nullable String label;
  private final Findings findings;

  /// @param label what feedback calls the label, absent where there is no feedback, empty where
  ///   feedback does not say
  AggregationReader(EventFields fields, @Nullable String label, Findings findings) {
    this.fields = fields;
    this.label = label;
    this.findings = findings;
  }

  Optional<Aggregation> read(String feature, Section section) {
    List<String> present = KEYS.stream().filter(section.entries()::containsKey).toList();
    if (present.size() != 1) {
      findings.add(
          section.line(),
          "feature '%s' has %s"
              .formatted(
                  feature,
                  present.isEmpty()
                      ? "no aggregation"
                      : "several aggregations, " + String.join(" and ", present)),
          "give it one of " + String.join(", ", KEYS));
      return Optional.empty();
    }
    String key = present.getFirst();
    return section.text(key).flatMap(argument -> aggregation(key, argument));
  }

  private Optional<Aggregation> aggregation(String key, Scalar argument) {
    return switch (key) {
      case "count" -> ofAll(key, argument, new Aggregation.Count());
      case "time_since_last" -> ofAll(key, argument, new Aggregation.TimeSinceLast());
      case "sum" -> ofNumbers(key, argument, Aggregation.Sum::new);
      case "avg" -> ofNumbers(key, argument, Aggregation.Mean::new);
      case "min" -> ofNumbers(key, argument, Aggregation.Min::new);
      case "max" -> ofNumbers(key, argument, Aggregation.Max::new);
      case "stddev" -> ofNumbers(key, argument, Aggregation.StandardDeviation::new);
      case "last" -> ofNumbers(key, argument, Aggregation.Last::new);
      case "first" -> ofNumbers(key, argument, Aggregation.First::new);
      case "rate" -> rate(argument);
      default -> {
        fields.requireSimple(key, argument);
        yield Optional.of(new Aggregation.DistinctCount(argument.text()));
      }
    };
  }

  private Optional<Aggregation> ofAll(String key, Scalar argument, Aggregation aggregation) {
    if (!argument.text().equals("all")) {
      findings.add(
          argument.line(),
          "%s '%s' takes no field".formatted(key, argument.text()),
          "write %s: all, and where: … to leave events out".formatted(key));
    }
    return Optional.of(aggregation);
  }

  private Optional<Aggregation> ofNumbers(
      String key, Scalar field, Function<String, Aggregation> aggregation) {
    fields.requireNumber(key, field);
    return Optional.of(aggregation.apply(field.text()));
  }

  private Optional<Aggregation> rate(Scalar argument) {
    if (label == null) {
      findings.add(
          argument.line(),
          "rate '%s' needs outcomes, and there is no feedback section".formatted(argument.text()),
          "add feedback: {…, label: %s}".formatted(argument.text()));
    } else if (!label.isEmpty() && !label.equals(argument.text())) {
      findings.add(
          argument.line(),
          "rate '%s' is not the label of feedback".formatted(argument.text()),
          "write rate: " + label);
    }
    return Optional.of(new Aggregation.Rate(argument.text()));
  }
}
