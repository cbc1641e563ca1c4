package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Entry;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.definition.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the `body` of an action.
final class TemplateReader {
  /// Each value may be as large as an event: more of them fit into no record anyway.
  static final int MOST_VALUES = 100;

  private final Expressions expressions;
  private final Findings findings;
  private int values;

  TemplateReader(Expressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  /// A template, absent where something is wrong with it.
  Optional<BodyTemplate> read(Yaml body) {
    if (body instanceof Scalar) {
      findings.add(
          body.line(),
          "the body is no group of keys and no list",
          "write its JSON as YAML, e.g. body: {id: event.id, score: score}");
      return Optional.empty();
    }
    values = 0;
    Optional<BodyTemplate> template = template("the body", body);
    if (values > MOST_VALUES) {
      findings.add(
          body.line(),
          "the body has %d values".formatted(values),
          "write at most %d, or leave 'body' out to send the whole event".formatted(MOST_VALUES));
    }
    return template;
  }

  private Optional<BodyTemplate> template(String name, Yaml yaml) {
    return switch (yaml) {
      case Mapping(int _, Map<String, Entry> entries) -> Optional.of(fields(entries));
      case Sequence(int _, List<Yaml> items) -> Optional.of(items(name, items));
      case Scalar text -> computed(name, text);
    };
  }

  private BodyTemplate fields(Map<String, Entry> entries) {
    Map<String, BodyTemplate> fields = new LinkedHashMap<>();
    entries.forEach((name, entry) ->
        template(name, entry.value()).ifPresent(template -> fields.put(name, template)));
    return new BodyTemplate.Fields(fields);
  }

  private BodyTemplate items(String name, List<Yaml> yaml) {
    List<BodyTemplate> items = new ArrayList<>();
    yaml.forEach(item -> template(name, item).ifPresent(items::add));
    return new BodyTemplate.Items(items);
  }

  private Optional<BodyTemplate> computed(String name, Scalar text) {
    values++;
    if (text.text().isEmpty()) {
      findings.add(
          text.line(),
          "'%s' is no expression".formatted(name),
          "write CEL, e.g. event.amount, or \"'urgent'\" for a text");
      return Optional.empty();
    }
    return expressions.plain(name, text).map(BodyTemplate.Computed::new);
  }
}
