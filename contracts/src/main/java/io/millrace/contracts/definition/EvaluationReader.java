package io.millrace.contracts.definition;

import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Suggestion;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `evaluate` in the section `learning`.
final class EvaluationReader {
  private static final List<String> KEYS = List.of("window", "segments");

  /// Each value of a segment is a series of each metric.
  private static final int MOST_SEGMENTS = 3;

  private final Struct features;
  private final Findings findings;

  EvaluationReader(Struct features, Findings findings) {
    this.features = features;
    this.findings = findings;
  }

  /// @param span how far back a model learns
  Evaluation read(Section learning, Duration span) {
    return learning
        .value("evaluate")
        .flatMap(value -> Section.of("'evaluate' in learning", value, KEYS, findings))
        .map(section -> new Evaluation(window(section, span), segments(section)))
        .orElse(new Evaluation(shorter(Evaluation.DEFAULT.window(), span), List.of()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration window(Section section, Duration span) {
    Optional<Duration> window = section.duration("window", DurationRange.DAYS);
    if (window.isPresent() && window.get().compareTo(span) > 0) {
      findings.add(
          section.line("window"),
          "window is longer than the span that a model learns from",
          "make it shorter, or 'span' longer: examples are kept as long as that");
    }
    return window.orElse(shorter(Evaluation.DEFAULT.window(), span));
  }

  private List<String> segments(Section section) {
    if (section.value("segments").isEmpty()) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (Scalar feature : section.requiredTexts("segments", "segments: [is_night]")) {
      requireFewValues(feature);
      segments.add(feature.text());
    }
    if (segments.size() > MOST_SEGMENTS) {
      findings.add(
          section.line("segments"),
          "there are %d segments".formatted(segments.size()),
          "name %d at most: each value of one is a series of each metric".formatted(MOST_SEGMENTS));
    }
    return segments.stream().distinct().toList();
  }

  private void requireFewValues(Scalar feature) {
    Field field = features.fields().get(feature.text());
    if (field == null) {
      findings.add(
          feature.line(),
          "segments: there is no feature '%s'".formatted(feature.text()),
          Suggestion.of(feature.text(), features.fields().keySet()));
    } else if (field.type() instanceof ListOf) {
      findings.add(
          feature.line(),
          "segments: feature '%s' is a list".formatted(feature.text()),
          "name a feature with few values, such as one that is true or false");
    }
  }
}
