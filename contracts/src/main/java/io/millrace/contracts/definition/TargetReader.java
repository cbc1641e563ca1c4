package io.millrace.contracts.definition;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads where an action goes, and what is sent there.
final class TargetReader {
  /// The keys of which an action has one: where it goes.
  static final List<String> KINDS = List.of("topic", "webhook", "add_to_list", "log");

  private static final List<String> LIST_KEYS = List.of("list", "item", "for");

  /// The topics of every pipeline.
  private static final Set<String> TAKEN =
      new PipelineTopics("p", null)
          .all().stream()
              .map(topic -> topic.name().substring(2))
              .collect(Collectors.toUnmodifiableSet());

  private final TemplateReader templates;
  private final WebhookReader webhooks;
  private final Expressions expressions;
  private final Findings findings;

  /// @param expressions over what is decided
  TargetReader(Expressions expressions, Findings findings) {
    this.templates = new TemplateReader(expressions, findings);
    this.webhooks = new WebhookReader(templates, findings);
    this.expressions = expressions;
    this.findings = findings;
  }

  /// A target, and the body that is sent there if it is not the usual one.
  record Read(TargetDefinition target, @Nullable BodyTemplate body) {}

  /// @param kind the one of the kinds that the action has
  Optional<Read> read(String kind, Section action) {
    Optional<BodyTemplate> beside = action.value("body").flatMap(templates::read);
    if (!kind.equals("topic") && action.value("body").isPresent()) {
      findings.add(
          action.line("body"),
          "'body' stands beside '%s'".formatted(kind),
          kind.equals("webhook")
              ? "write it within the webhook: {webhook: {url: …, body: …}}"
              : "remove it: logs and lists get none");
    }
    return switch (kind) {
      case "topic" ->
          action.text(kind).flatMap(this::topic).map(topic -> new Read(topic, beside.orElse(null)));
      case "webhook" -> action.value(kind).flatMap(webhooks::read);
      case "add_to_list" ->
          action.value(kind).flatMap(this::list).map(list -> new Read(list, null));
      default -> Optional.of(new Read(new TargetDefinition.Log(), null));
    };
  }

  private Optional<TargetDefinition> topic(Scalar topic) {
    if (TAKEN.contains(topic.text())) {
      findings.add(
          topic.line(),
          "topic '%s' belongs to the pipeline itself".formatted(topic.text()),
          "choose another name");
      return Optional.empty();
    }
    return NameRule.TOPIC.accepts(topic.text(), topic.line(), findings)
        ? Optional.of(new TargetDefinition.Topic(topic.text()))
        : Optional.empty();
  }

  private Optional<TargetDefinition> list(Yaml value) {
    Optional<Section> section = Section.of("add_to_list", value, LIST_KEYS, findings);
    Optional<Scalar> list =
        section
            .flatMap(s -> s.requiredText("list", "list: blocked-cards"))
            .filter(name -> NameRule.LIST.accepts(name.text(), name.line(), findings));
    Optional<Expression> item =
        section
            .flatMap(s -> s.requiredText("item", "item: event.customer_id"))
            .flatMap(text -> expressions.name("item", text));
    Optional<Duration> duration = section.flatMap(s -> s.duration("for", DurationRange.WINDOW));
    return list.flatMap(name ->
        item.map(read -> new TargetDefinition.AddToList(name.text(), read, duration.orElse(null))));
  }
}
