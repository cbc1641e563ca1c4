package io.millrace.contracts.definition;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a feature of processor-b: an expression, or a group with `value` and `default`.
final class StatelessFeatureReader {
  private static final List<String> KEYS = List.of("value", "default");

  private final Expressions expressions;
  private final boolean typesAreKnown;
  private final Findings findings;

  /// @param typesAreKnown whether the event's schema could be read; types are not judged otherwise
  StatelessFeatureReader(Expressions expressions, boolean typesAreKnown, Findings findings) {
    this.expressions = expressions;
    this.typesAreKnown = typesAreKnown;
    this.findings = findings;
  }

  Optional<StatelessFeature> read(String name, Yaml yaml) {
    if (yaml instanceof Mapping) {
      return Section.of("feature '" + name + "'", yaml, KEYS, findings)
          .flatMap(section -> read(name, section));
    }
    if (yaml instanceof Scalar text && !text.text().isEmpty()) {
      return expressions
          .value(name, text)
          .filter(_ -> typesAreKnown)
          .flatMap(value -> withoutDefault(name, text.line(), value));
    }
    findings.add(
        yaml.line(),
        "feature '%s' is no expression".formatted(name),
        "write CEL, e.g. event.amount, or {value: event.amount, default: 0}");
    return Optional.empty();
  }

  private Optional<StatelessFeature> read(String name, Section section) {
    Optional<Expression> value =
        section
            .requiredText("value", "value: event.amount")
            .flatMap(text -> expressions.value(name, text))
            .filter(_ -> typesAreKnown);
    if (section.value("default").isEmpty()) {
      return value.flatMap(expression -> withoutDefault(name, section.line(), expression));
    }
    return value.flatMap(expression ->
        otherwise(expression, section)
            .flatMap(otherwise -> feature(name, section.line(), expression, otherwise)));
  }

  private Optional<StatelessFeature> withoutDefault(String name, int line, Expression value) {
    if (value.type() instanceof ListOf) {
      findings.add(
          line,
          "feature '%s' is a list and has no default".formatted(name),
          "write {value: …, default: [0, 0]} with as many numbers as the list has");
      return Optional.empty();
    }
    boolean isText = value.type() == Primitive.TEXT;
    return feature(name, line, value, isText ? FeatureValue.of("") : FeatureValue.of(0));
  }

  private Optional<StatelessFeature> feature(
      String name, int line, Expression value, FeatureValue otherwise) {
    if (value.type() == Primitive.ANY) {
      findings.add(
          line,
          "feature '%s' has no type before a record flows".formatted(name),
          "wrap it in double(…) or string(…)");
      return Optional.empty();
    }
    return Optional.of(new StatelessFeature(name, value, otherwise));
  }

  private Optional<FeatureValue> otherwise(Expression value, Section section) {
    if (value.type() instanceof ListOf) {
      List<Double> numbers = new ArrayList<>();
      for (Scalar item : section.requiredTexts("default", "default: [0, 0]")) {
        section.number("default", item).ifPresent(numbers::add);
      }
      return Optional.of(FeatureValue.Vector.of(numbers));
    }
    if (value.type() == Primitive.TEXT) {
      return section.text("default").map(text -> FeatureValue.of(text.text()));
    }
    return section.number("default").map(FeatureValue::of);
  }
}
