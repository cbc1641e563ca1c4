package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Entry;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.definition.Yaml.Sequence;
import io.millrace.contracts.expression.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group of keys in `pipeline.yaml`, read key by key.
///
/// What is wrong goes to the findings; a method then answers with what is safe to go on with.
final class Section {
  private final String name;
  private final Mapping mapping;
  private final Findings findings;

  private Section(String name, Mapping mapping, Findings findings) {
    this.name = name;
    this.mapping = mapping;
    this.findings = findings;
  }

  /// A section whose keys are names that the user chooses.
  static Optional<Section> open(String name, Yaml value, Findings findings) {
    if (value instanceof Mapping mapping) {
      return Optional.of(new Section(name, mapping, findings));
    }
    findings.add(value.line(), name + " is no group of keys", "write keys and values in it");
    return Optional.empty();
  }

  /// A section with these keys and no others.
  static Optional<Section> of(String name, Yaml value, List<String> keys, Findings findings) {
    Optional<Section> section = open(name, value, findings);
    section.ifPresent(opened -> opened.refuseOthers(keys));
    return section;
  }

  private void refuseOthers(List<String> keys) {
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!keys.contains(key)) {
            findings.add(
                entry.line(),
                "key '%s' is unknown in %s".formatted(key, name),
                Suggestion.of(key, keys));
          }
        });
  }

  int line() {
    return mapping.line();
  }

  /// The line of a key, or of the section where the key is missing.
  int line(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? line() : entry.line();
  }

  Map<String, Entry> entries() {
    return mapping.entries();
  }

  Optional<Yaml> value(String key) {
    return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
  }

  /// The value of a key that must be there.
  ///
  /// @param example what to write, shown where it is missing
  Optional<Yaml> required(String key, String example) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      findings.add(line(), "%s has no '%s'".formatted(name, key), "add it, e.g. " + example);
    }
    return value;
  }

  /// A text, where the key is there.
  Optional<Scalar> text(String key) {
    return value(key).flatMap(value -> text(key, value));
  }

  /// A text that must be there.
  Optional<Scalar> requiredText(String key, String example) {
    return required(key, example).flatMap(value -> text(key, value));
  }

  private Optional<Scalar> text(String key, Yaml value) {
    if (value instanceof Scalar scalar && !scalar.text().isEmpty()) {
      return Optional.of(scalar);
    }
    findings.add(
        value.line(), "'%s' in %s is no text".formatted(key, name), "write one value after it");
    return Optional.empty();
  }

  /// The items of a list; none where the key is missing.
  List<Yaml> items(String key) {
    return value(key).map(value -> items(key, value)).orElse(List.of());
  }

  /// The items of a list that must be there and hold something.
  List<Yaml> requiredItems(String key, String example) {
    List<Yaml> items = required(key, example).map(value -> items(key, value)).orElse(List.of());
    if (items.isEmpty() && value(key).filter(Sequence.class::isInstance).isPresent()) {
      findings.add(line(key), "'%s' in %s is empty".formatted(key, name), "e.g. " + example);
    }
    return items;
  }

  private List<Yaml> items(String key, Yaml value) {
    if (value instanceof Sequence sequence) {
      return sequence.items();
    }
    findings.add(
        value.line(), "'%s' in %s is no list".formatted(key, name), "write it in [ ] or with -");
    return List.of();
  }

  /// The texts of a list that must be there and hold something.
  List<Scalar> requiredTexts(String key, String example) {
    List<Scalar> texts = new ArrayList<>();
    for (Yaml item : requiredItems(key, example)) {
      text(key, item).ifPresent(texts::add);
    }
    return texts;
  }

  Optional<Duration> duration(String key, DurationRange range) {
    return text(key).flatMap(text -> range.read(key, text, findings));
  }

  /// A finite number. A whole number from 1 to `most`, if there is one.
  Optional<Integer> count(String key, int most) {
    return text(key)
        .flatMap(text -> {
          if (text.text().matches("[1-9]\\d{0,8}") && Integer.parseInt(text.text()) <= most) {
            return Optional.of(Integer.valueOf(text.text()));
          }
          findings.add(
              text.line(),
              "%s '%s' is out of range".formatted(key, text.text()),
              "write a whole number from 1 to " + most);
          return Optional.empty();
        });
  }

  /// `true` or `false`, where the key is there.
  Optional<Boolean> truth(String key) {
    return text(key)
        .flatMap(text -> {
          if (List.of("true", "false").contains(text.text())) {
            return Optional.of(Boolean.valueOf(text.text()));
          }
          findings.add(
              text.line(),
              "%s '%s' is no truth value".formatted(key, text.text()),
              "write true or false");
          return Optional.empty();
        });
  }

  Optional<Double> number(String key) {
    return text(key).flatMap(text -> number(key, text));
  }

  Optional<Double> number(String key, Scalar text) {
    try {
      double number = Double.parseDouble(text.text());
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is no finite number.
    }
    findings.add(
        text.line(), "%s '%s' is no number".formatted(key, text.text()), "write one, e.g. 0.5");
    return Optional.empty();
  }
}
