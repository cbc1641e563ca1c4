package io.millrace.cli.explain;

import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Expression;
import io.millrace.decision.ConditionFinding;
import io.millrace.decision.ConditionFinding.Compared;
import io.millrace.decision.ConditionFinding.Side;
import io.millrace.decision.Finding;
import io.millrace.decision.RuleFinding;
import java.util.ArrayList;
import java.util.List;

/// How the rules came out, as people read it: a row for each, and below it one for each of several
/// conditions.
final class RuleText {

  private RuleText() {}

  static AlignedRows of(List<RuleFinding> findings) {
    AlignedRows rows = new AlignedRows();
    for (RuleFinding finding : findings) {
      Rule rule = finding.rule();
      Expression when = rule.when();
      boolean isWhole = finding.conditions().size() <= 1;
      rows.add(
          Integer.toString(finding.number()),
          standing(finding),
          rule.isShadow() ? rule.outcome() + " (in shadow)" : rule.outcome(),
          rule.reason() == null ? "" : rule.reason(),
          (when == null ? "otherwise" : when.source()) + (isWhole ? why(finding) : ""));
      if (!isWhole) {
        finding
            .conditions()
            .forEach(condition -> rows.add("", "", "", "", "  " + condition(condition)));
      }
    }
    return rows;
  }

  private static String standing(RuleFinding finding) {
    if (finding.isDecisive()) {
      return "decides";
    }
    return finding.isNear() ? "nearly" : word(finding.finding());
  }

  private static String word(Finding finding) {
    return switch (finding) {
      case Finding.Holds _ -> "yes";
      case Finding.HeldBack _ -> "held back";
      case Finding.HoldsNot _, Finding.LacksScore _ -> "no";
      case Finding.NotComputed _ -> "failed";
      case Finding.NotReached _ -> "not asked";
    };
  }

  /// Why a rule of one condition came out as it did.
  private static String why(RuleFinding finding) {
    String values = finding.conditions().stream().map(RuleText::values).findFirst().orElse("");
    return switch (finding.finding()) {
      case Finding.Holds _, Finding.HeldBack _, Finding.HoldsNot _ -> values;
      case Finding.LacksScore _, Finding.NotComputed _, Finding.NotReached _ ->
          why(finding.finding());
    };
  }

  private static String condition(ConditionFinding condition) {
    return "%-6s  %s%s%s"
        .formatted(
            word(condition.finding()),
            condition.source(),
            why(condition.finding()),
            values(condition));
  }

  private static String why(Finding finding) {
    return switch (finding) {
      case Finding.LacksScore _ -> ": there is no score";
      case Finding.NotComputed(String why) -> ": " + why;
      case Finding.Holds _, Finding.HeldBack _, Finding.HoldsNot _, Finding.NotReached _ -> "";
    };
  }

  /// The values that a condition compares, but for those that are written in it.
  private static String values(ConditionFinding condition) {
    Compared compared = condition.compared();
    if (compared == null) {
      return "";
    }
    List<String> values = new ArrayList<>();
    addValue(compared.left(), compared.right(), values);
    addValue(compared.right(), compared.left(), values);
    return values.isEmpty() ? "" : ": " + String.join(", ", values);
  }

  private static void addValue(Side side, Side other, List<String> values) {
    if (!side.isConstant()) {
      values.add(side.source() + " is " + ValueText.apartFrom(other.value(), side.value()));
    }
  }
}
