package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `thresholds`.
final class ThresholdReader {
  private static final List<String> KEYS = List.of("default", "by", "values");
  private static final String EXAMPLE = "{default: 0.9, by: event.country, values: {DE: 0.8}}";

  private final Expressions overEvent;
  private final Findings findings;

  ThresholdReader(Expressions overEvent, Findings findings) {
    this.overEvent = overEvent;
    this.findings = findings;
  }

  Map<String, Threshold> read(Section root) {
    Map<String, Threshold> thresholds = new LinkedHashMap<>();
    root.value(ThresholdRule.VARIABLE)
        .flatMap(value -> Section.open(ThresholdRule.VARIABLE, value, findings))
        .map(Section::entries)
        .orElse(Map.of())
        .forEach((name, entry) -> {
          if (NameRule.THRESHOLD.accepts(name, entry.line(), findings)) {
            threshold(root, name, entry.value()).ifPresent(read -> thresholds.put(name, read));
          }
        });
    return thresholds;
  }

  private Optional<Threshold> threshold(Section root, String name, Yaml value) {
    if (value instanceof Scalar number) {
      return root.number(name, number).map(read -> new Threshold(read, null, Map.of()));
    }
    return Section.of("threshold " + name, value, KEYS, findings).flatMap(this::bySegment);
  }

  private Optional<Threshold> bySegment(Section section) {
    Optional<Double> otherwise =
        section
            .requiredText("default", "default: 0.9")
            .flatMap(text -> section.number("default", text));
    Optional<Expression> by =
        section.requiredText("by", "by: event.country").flatMap(text -> overEvent.name("by", text));
    Map<String, Double> values = new LinkedHashMap<>();
    section
        .required("values", EXAMPLE)
        .flatMap(value -> Section.open("values", value, findings))
        .ifPresent(numbers ->
            numbers
                .entries()
                .keySet()
                .forEach(name -> numbers.number(name).ifPresent(read -> values.put(name, read))));
    return otherwise.map(number -> new Threshold(number, by.orElse(null), values));
  }
}
