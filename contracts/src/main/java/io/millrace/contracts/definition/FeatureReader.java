package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.Suggestion;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Primitive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the section `features`.
final class FeatureReader {
  private static final List<String> STATEFUL_KEYS =
      Stream.concat(
              Stream.of("entity", "window", "delay", "where", "default"),
              AggregationReader.KEYS.stream())
          .toList();

  private final Set<String> entities;
  private final EventFields fields;
  private final Expressions expressions;
  private final AggregationReader aggregations;
  private final Findings findings;

  FeatureReader(
      Set<String> entities,
      EventFields fields,
      Expressions expressions,
      AggregationReader aggregations,
      Findings findings) {
    this.entities = entities;
    this.fields = fields;
    this.expressions = expressions;
    this.aggregations = aggregations;
    this.findings = findings;
  }

  Features read(Section root) {
    return root.value("features")
        .flatMap(value -> Section.of("features", value, List.of("a", "b"), findings))
        .map(this::readParts)
        .orElse(Features.NONE);
  }

  private Features readParts(Section section) {
    List<StatefulFeature> a = new ArrayList<>();
    List<StatelessFeature> b = new ArrayList<>();
    Map<String, ValueType> typesOfA = new LinkedHashMap<>();
    Map<String, ValueType> typesOfB = new LinkedHashMap<>();
    entries(section, "a")
        .forEach((name, entry) -> {
          typesOfA.put(name, Primitive.NUMBER);
          stateful(name, entry).ifPresent(a::add);
        });
    StatelessFeatureReader stateless =
        new StatelessFeatureReader(expressions, fields.declared().isPresent(), findings);
    entries(section, "b")
        .forEach((name, entry) -> {
          Optional<StatelessFeature> feature = stateless.read(name, entry.value());
          typesOfB.put(name, feature.map(FeatureReader::type).orElse(Primitive.ANY));
          feature.ifPresent(b::add);
          if (typesOfA.containsKey(name)) {
            findings.add(
                entry.line(),
                "feature '%s' is defined in a and in b".formatted(name),
                "rename one of them");
          }
        });
    return new Features(a, b, typesOfA, typesOfB);
  }

  private Map<String, Yaml.Entry> entries(Section section, String key) {
    Map<String, Yaml.Entry> entries =
        section
            .value(key)
            .flatMap(value -> Section.open("features." + key, value, findings))
            .map(Section::entries)
            .orElse(Map.of());
    entries.forEach((name, entry) -> NameRule.FEATURE.accepts(name, entry.line(), findings));
    return entries;
  }

  private static ValueType type(StatelessFeature feature) {
    ValueType type = feature.value().type();
    return type == Primitive.TEXT || type instanceof ValueType.ListOf ? type : Primitive.NUMBER;
  }

  private Optional<StatefulFeature> stateful(String name, Yaml.Entry entry) {
    return Section.of("feature '" + name + "'", entry.value(), STATEFUL_KEYS, findings)
        .flatMap(section -> stateful(name, section));
  }

  private Optional<StatefulFeature> stateful(String name, Section section) {
    Optional<Scalar> entity = section.requiredText("entity", "entity: card");
    entity.ifPresent(this::checkEntity);
    Optional<Aggregation> aggregation = aggregations.read(name, section);
    Optional<Window> window = window(section);
    Optional<Expression> where =
        section.text("where").flatMap(text -> expressions.condition("where", text));
    double otherwise = section.number("default").orElse(0.0);
    if (entity.isEmpty() || aggregation.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StatefulFeature(
            name,
            entity.get().text(),
            aggregation.get(),
            window.get(),
            where.orElse(null),
            otherwise));
  }

  private void checkEntity(Scalar entity) {
    if (!entities.contains(entity.text())) {
      findings.add(
          entity.line(),
          "entity '%s' is not among entities".formatted(entity.text()),
          Suggestion.of(entity.text(), entities));
    }
  }

  private Optional<Window> window(Section section) {
    Duration delay = section.duration("delay", DurationRange.SPAN).orElse(Duration.ZERO);
    Optional<Scalar> length = section.requiredText("window", "window: 7d, or window: all");
    if (length.filter(text -> text.text().equals("all")).isPresent()) {
      return Optional.of(new Window(null, delay));
    }
    return length
        .flatMap(text -> DurationRange.WINDOW.read("window", text, findings))
        .map(duration -> new Window(duration, delay));
  }
}
