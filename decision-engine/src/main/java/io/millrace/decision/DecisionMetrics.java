package io.millrace.decision;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.definition.Rule;
import io.millrace.runtime.StageMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts what a policy decides. Every outcome and rule of the policy starts at zero.
final class DecisionMetrics {
  private final Map<String, Counter> decisions = new HashMap<>();
  private final List<Counter> ruleFailures = new ArrayList<>();
  private final Counter duplicatesDropped;

  DecisionMetrics(StageMetrics metrics, List<Rule> rules) {
    for (Rule rule : rules) {
      decisions.computeIfAbsent(
          rule.outcome(),
          outcome -> metrics.counter("millrace.decisions", "Events decided", "outcome", outcome));
      ruleFailures.add(
          metrics.counter(
              "millrace.rule.failures",
              "Evaluations of a rule that could not be computed",
              "rule",
              Integer.toString(ruleFailures.size() + 1),
              "outcome",
              rule.outcome()));
    }
    duplicatesDropped =
        metrics.counter(
            "millrace.duplicates.dropped", "Second predictions for an event that is decided");
  }

  void count(Verdict verdict) {
    Objects.requireNonNull(decisions.get(verdict.outcome())).increment();
    verdict.skipped().forEach(rule -> ruleFailures.get(rule.number() - 1).increment());
  }

  Counter duplicatesDropped() {
    return duplicatesDropped;
  }
}
