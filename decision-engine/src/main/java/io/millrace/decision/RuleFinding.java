package io.millrace.decision;

import io.millrace.contracts.definition.Rule;
import java.util.List;

/// How a rule of a policy came out for a prediction.
///
/// @param number its place in the policy, from 1
/// @param conditions those all of which must hold, in order; none of a default, nor of a rule that
///   was not reached
public record RuleFinding(
    int number, Rule rule, Finding finding, List<ConditionFinding> conditions) {

  public RuleFinding {
    conditions = List.copyOf(conditions);
  }

  /// The same, but that it holds and the event is held back from it.
  RuleFinding orHeldBack(boolean isHeldBack) {
    return isHeldBack && isDecisive()
        ? new RuleFinding(number, rule, new Finding.HeldBack(), conditions)
        : this;
  }

  /// Whether it decided the prediction.
  public boolean isDecisive() {
    return finding instanceof Finding.Holds && !rule.isShadow();
  }

  /// Whether it does not hold, but nearly does: one condition is against it, by little if it asks
  /// which of two numbers is the greater one, and otherwise as one of several.
  public boolean isNear() {
    if (!finding.isNo()) {
      return false;
    }
    List<ConditionFinding> against =
        conditions.stream()
            .filter(condition -> !(condition.finding() instanceof Finding.Holds))
            .toList();
    return against.size() == 1
        && against.getFirst().finding().isNo()
        && (against.getFirst().isOrder() ? against.getFirst().isClose() : conditions.size() > 1);
  }
}
