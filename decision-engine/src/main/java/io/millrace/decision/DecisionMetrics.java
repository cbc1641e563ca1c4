package io.millrace.decision;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.definition.HoldBack;
import io.millrace.contracts.definition.Rule;
import io.millrace.runtime.StageMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what policies decide. Every outcome and rule of the policy that the service was started
/// with starts at zero.
final class DecisionMetrics {
  private final StageMetrics metrics;
  private final Map<RuleRef, Counter> decisions = new ConcurrentHashMap<>();
  private final Map<RuleRef, Counter> ruleFailures = new ConcurrentHashMap<>();
  private final Map<RuleRef, Counter> shadowMatches = new ConcurrentHashMap<>();
  private final Map<String, Counter> heldBack = new ConcurrentHashMap<>();
  private final Counter duplicatesDropped;

  /// A rule by its place in the policy, from 1, and what it decides.
  private record RuleRef(int number, String outcome) {}

  DecisionMetrics(StageMetrics metrics, List<Rule> rules, HoldBack holdBack) {
    this.metrics = metrics;
    if (holdBack.isPossible()) {
      holdBack.blinding().forEach(this::heldBack);
    }
    for (int number = 1; number <= rules.size(); number++) {
      Rule rule = rules.get(number - 1);
      RuleRef ref = new RuleRef(number, rule.outcome());
      failures(ref);
      if (rule.isShadow()) {
        shadowMatches(ref);
      } else {
        decided(ref);
      }
    }
    duplicatesDropped =
        metrics.counter(
            "millrace.duplicates.dropped", "Second predictions for an event that is decided");
  }

  void count(Verdict verdict) {
    decided(new RuleRef(verdict.rule(), verdict.outcome())).increment();
    if (verdict.heldBack() != null) {
      heldBack(verdict.heldBack().outcome()).increment();
    }
    verdict
        .skipped()
        .forEach(rule -> failures(new RuleRef(rule.number(), rule.outcome())).increment());
    verdict
        .shadow()
        .forEach(match -> shadowMatches(new RuleRef(match.rule(), match.outcome())).increment());
  }

  private Counter heldBack(String outcome) {
    return heldBack.computeIfAbsent(
        outcome,
        _ ->
            metrics.counter(
                "millrace.held.back",
                "Events let through so that their truth can show itself",
                "outcome",
                outcome));
  }

  private Counter decided(RuleRef rule) {
    return decisions.computeIfAbsent(
        rule, _ -> ruleCounter("millrace.decisions", "Events decided", rule));
  }

  private Counter failures(RuleRef rule) {
    return ruleFailures.computeIfAbsent(
        rule,
        _ ->
            ruleCounter(
                "millrace.rule.failures",
                "Evaluations of a rule that could not be computed",
                rule));
  }

  private Counter shadowMatches(RuleRef rule) {
    return shadowMatches.computeIfAbsent(
        rule,
        _ ->
            ruleCounter(
                "millrace.shadow.matches",
                "Events that a rule in shadow would have decided",
                rule));
  }

  private Counter ruleCounter(String name, String description, RuleRef rule) {
    return metrics.counter(
        name, description, "rule", Integer.toString(rule.number()), "outcome", rule.outcome());
  }

  Counter duplicatesDropped() {
    return duplicatesDropped;
  }
}
