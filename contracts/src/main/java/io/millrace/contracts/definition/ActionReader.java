package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Entry;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.definition.Yaml.Sequence;
import io.millrace.contracts.expression.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the section `actions`.
///
/// A name means one target in the whole pipeline, and is there once for an outcome: with the
/// event's id it makes the idempotency key.
final class ActionReader {
  private static final List<String> KEYS =
      List.of("topic", "webhook", "add_to_list", "log", "name", "body");

  private final Set<String> outcomes;
  private final TargetReader reader;
  private final Findings findings;
  private final Map<String, TargetDefinition> targets = new HashMap<>();

  /// @param outcomes what the policy may decide; empty where that is unknown
  /// @param expressions over what is decided
  ActionReader(Set<String> outcomes, Expressions expressions, Findings findings) {
    this.outcomes = outcomes;
    this.reader = new TargetReader(expressions, findings);
    this.findings = findings;
  }

  Map<String, List<ActionDefinition>> read(Section root) {
    Map<String, List<ActionDefinition>> actions = new LinkedHashMap<>();
    root.value("actions")
        .flatMap(value -> Section.open("actions", value, findings))
        .map(Section::entries)
        .orElse(Map.of())
        .forEach((outcome, entry) -> actions.put(outcome, actions(outcome, entry)));
    return actions;
  }

  private List<ActionDefinition> actions(String outcome, Entry entry) {
    if (!outcomes.isEmpty() && !outcomes.contains(outcome)) {
      findings.add(
          entry.line(),
          "no rule decides '%s'".formatted(outcome),
          Suggestion.of(outcome, outcomes));
    }
    List<ActionDefinition> actions = new ArrayList<>();
    if (entry.value() instanceof Sequence(int _, List<Yaml> items)) {
      for (Yaml item : items) {
        action(item).ifPresent(action -> add(actions, action, item.line()));
      }
    } else {
      findings.add(
          entry.value().line(),
          "the actions of '%s' are no list".formatted(outcome),
          "write [ ] around them, e.g. [{topic: review-queue}]");
    }
    return actions;
  }

  private void add(List<ActionDefinition> actions, ActionDefinition action, int line) {
    TargetDefinition other = targets.putIfAbsent(action.name(), action.target());
    boolean twice = actions.stream().anyMatch(a -> a.name().equals(action.name()));
    if (twice || (other != null && !other.equals(action.target()))) {
      findings.add(
          line,
          "the action name '%s' is taken".formatted(action.name()),
          "give this one another, e.g. name: %s-2".formatted(action.name()));
    }
    actions.add(action);
  }

  private Optional<ActionDefinition> action(Yaml item) {
    if (item instanceof Scalar(int line, String text) && text.equals("log")) {
      return action(new Mapping(line, Map.of("log", new Entry(line, item))));
    }
    Optional<Section> section = Section.of("the action", item, KEYS, findings);
    List<String> kinds =
        section
            .map(s -> TargetReader.KINDS.stream().filter(s.entries()::containsKey).toList())
            .orElse(TargetReader.KINDS);
    if (section.isPresent() && kinds.size() != 1) {
      findings.add(
          item.line(),
          kinds.isEmpty() ? "the action does nothing" : "the action has several targets",
          "give it one of topic, webhook, add_to_list and log");
      return Optional.empty();
    }
    return section.flatMap(
        s -> reader.read(kinds.getFirst(), s).flatMap(read -> named(s, kinds.getFirst(), read)));
  }

  private Optional<ActionDefinition> named(Section section, String kind, TargetReader.Read read) {
    Optional<Scalar> given = section.text("name");
    String name =
        given
            .map(Scalar::text)
            .orElseGet(() ->
                switch (read.target()) {
                  case TargetDefinition.Topic(String topic) -> slug(kind + '-' + topic);
                  case TargetDefinition.Webhook(String url, var _) -> slug(kind + '-' + url);
                  case TargetDefinition.AddToList list -> slug(kind + '-' + list.list());
                  case TargetDefinition.Log() -> kind;
                });
    return NameRule.ACTION.accepts(name, section.line(), findings)
        ? Optional.of(new ActionDefinition(name, read.target(), read.body()))
        : Optional.empty();
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
  }
}
