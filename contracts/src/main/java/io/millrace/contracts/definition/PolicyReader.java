package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `policy`.
final class PolicyReader {
  private static final List<String> KEYS = List.of("when", "decide", "reason", "shadow");

  private final Expressions expressions;
  private final Map<String, Threshold> thresholds;
  private final Findings findings;

  PolicyReader(Expressions expressions, Map<String, Threshold> thresholds, Findings findings) {
    this.expressions = expressions;
    this.thresholds = thresholds;
    this.findings = findings;
  }

  List<Rule> read(Section root) {
    List<Rule> rules = new ArrayList<>();
    boolean decided = false;
    List<Yaml> items = root.requiredItems("policy", "policy: [{decide: APPROVE}]");
    for (Yaml item : items) {
      Optional<Section> section = Section.of("the rule", item, KEYS, findings);
      if (decided) {
        findings.add(
            item.line(),
            "this rule never decides: the one before it has no 'when'",
            "give that one a 'when', or remove this one");
      }
      decided |= section.isPresent() && section.get().value("when").isEmpty();
      section.flatMap(this::rule).ifPresent(rules::add);
    }
    if (!items.isEmpty() && !decided) {
      findings.add(
          items.getLast().line(),
          "the policy has no default: an event that no rule matches would go undecided",
          "add a last rule without 'when', e.g. {decide: APPROVE}");
    }
    return rules;
  }

  private Optional<Rule> rule(Section section) {
    Optional<Expression> when =
        section
            .text("when")
            .flatMap(text -> expressions.condition("when", text))
            .map(condition -> ThresholdRule.of(condition, thresholds));
    Optional<Scalar> outcome = section.requiredText("decide", "decide: APPROVE");
    Optional<Scalar> reason = section.text("reason");
    outcome.ifPresent(text -> NameRule.OUTCOME.accepts(text.text(), text.line(), findings));
    reason.ifPresent(text -> NameRule.REASON.accepts(text.text(), text.line(), findings));
    boolean isShadow = section.truth("shadow").orElse(false);
    if (isShadow && section.value("when").isEmpty()) {
      findings.add(
          section.line(),
          "the default is in shadow: an event that no rule matches would go undecided",
          "give this rule a 'when', or remove 'shadow'");
    }
    return outcome.map(text ->
        new Rule(when.orElse(null), text.text(), reason.map(Scalar::text).orElse(null), isShadow));
  }
}
