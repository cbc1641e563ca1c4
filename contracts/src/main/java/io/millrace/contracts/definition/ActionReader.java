package io.millrace.contracts.definition;

import io.millrace.contracts.Action.Target;
import io.millrace.contracts.definition.Yaml.Entry;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.definition.Yaml.Sequence;
import io.millrace.contracts.expression.Suggestion;
import java.net.URI;
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
  private static final List<String> KINDS = List.of("topic", "webhook", "log");
  private static final List<String> KEYS = List.of("topic", "webhook", "log", "name");

  /// Topics that the pipeline has already, or will have.
  private static final Set<String> TAKEN =
      Set.of(
          "raw",
          "feedback",
          "outcomes",
          "events",
          "events-a",
          "events-b",
          "features-a",
          "features-b",
          "predictions",
          "decisions",
          "actions",
          "action-results",
          "dead-letters",
          "releases",
          "status",
          "lists");

  private final Set<String> outcomes;
  private final Findings findings;
  private final Map<String, Target> targets = new HashMap<>();

  /// @param outcomes what the policy may decide; empty where that is unknown
  ActionReader(Set<String> outcomes, Findings findings) {
    this.outcomes = outcomes;
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
    Target other = targets.putIfAbsent(action.name(), action.target());
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
        section.map(s -> KINDS.stream().filter(s.entries()::containsKey).toList()).orElse(KINDS);
    if (section.isPresent() && kinds.size() != 1) {
      findings.add(
          item.line(),
          kinds.isEmpty() ? "the action does nothing" : "the action has several targets",
          "give it one of topic, webhook and log");
      return Optional.empty();
    }
    return section.flatMap(
        s -> target(kinds.getFirst(), s).flatMap(target -> named(s, kinds.getFirst(), target)));
  }

  private Optional<ActionDefinition> named(Section section, String kind, Target target) {
    Optional<Scalar> given = section.text("name");
    String name =
        given
            .map(Scalar::text)
            .orElseGet(() ->
                switch (target) {
                  case Target.ToTopic(String topic) -> slug(kind + '-' + topic);
                  case Target.ToWebhook(String url) -> slug(kind + '-' + url);
                  case Target.ToLog() -> kind;
                });
    return NameRule.ACTION.accepts(name, section.line(), findings)
        ? Optional.of(new ActionDefinition(name, target))
        : Optional.empty();
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
  }

  private Optional<Target> target(String kind, Section section) {
    return switch (kind) {
      case "topic" -> section.text(kind).flatMap(this::topic);
      case "webhook" -> section.value(kind).flatMap(this::webhook);
      default -> Optional.of(new Target.ToLog());
    };
  }

  private Optional<Target> topic(Scalar topic) {
    if (TAKEN.contains(topic.text())) {
      findings.add(
          topic.line(),
          "topic '%s' belongs to the pipeline itself".formatted(topic.text()),
          "choose another name");
      return Optional.empty();
    }
    return NameRule.TOPIC.accepts(topic.text(), topic.line(), findings)
        ? Optional.of(new Target.ToTopic(topic.text()))
        : Optional.empty();
  }

  private Optional<Target> webhook(Yaml value) {
    return Section.of("webhook", value, List.of("url"), findings)
        .flatMap(section -> section.requiredText("url", "url: https://example.com/hook"))
        .flatMap(this::webhook);
  }

  private Optional<Target> webhook(Scalar url) {
    if (isHttp(url.text())) {
      return Optional.of(new Target.ToWebhook(url.text()));
    }
    findings.add(
        url.line(),
        "url '%s' is no HTTP address".formatted(url.text()),
        "write https://…, or ${NAME} to take it from the environment of action-triggers");
    return Optional.empty();
  }

  /// Secrets such as `${NAME}` are unknown here: what stands around them is what can be checked.
  private static boolean isHttp(String url) {
    if (url.matches("\\$\\{[A-Za-z_][A-Za-z0-9_]*}.*")) {
      return true;
    }
    try {
      URI uri = URI.create(url.replaceAll("\\$\\{[A-Za-z_][A-Za-z0-9_]*}", "x"));
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
