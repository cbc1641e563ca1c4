package io.millrace.decision;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.ConditionParts;
import io.millrace.contracts.expression.ConditionParts.Comparison;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.ConditionFinding.Compared;
import io.millrace.decision.ConditionFinding.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells rule by rule why a policy decides a prediction as it does.
///
/// The policy itself is asked, about whole rules and about their conditions one by one: the first
/// rule that is found to hold, and is not in shadow, is the one that decides.
public final class PolicyExplanation {
  private final Policy policy;
  private final List<List<Condition>> conditions = new ArrayList<>();

  /// Of the policy of a pipeline.
  public PolicyExplanation(PipelineDefinition pipeline) {
    this.policy = Policy.of(pipeline);
    for (Rule rule : policy.rules()) {
      conditions.add(rule.when() == null ? List.of() : Condition.allOf(rule.when()));
    }
  }

  /// How each rule comes out, in the order of the policy.
  ///
  /// @param lists as they were when the event was ingested
  public List<RuleFinding> explain(Prediction prediction, Lists lists) {
    Map<String, Object> variables = policy.variables(prediction);
    List<RuleFinding> findings = new ArrayList<>();
    boolean isDecided = false;
    for (Rule rule : policy.rules()) {
      int number = findings.size() + 1;
      RuleFinding finding =
          isDecided
              ? new RuleFinding(number, rule, new Finding.NotReached(), List.of())
              : asked(number, rule, variables, lists)
                  .orHeldBack(policy.holdsBack(rule, prediction));
      findings.add(finding);
      isDecided |= finding.isDecisive();
    }
    return findings;
  }

  private RuleFinding asked(int number, Rule rule, Map<String, Object> variables, Lists lists) {
    return new RuleFinding(
        number,
        rule,
        finding(rule.when(), variables, lists),
        conditions.get(number - 1).stream()
            .map(condition -> condition.asked(variables, lists))
            .toList());
  }

  private static Finding finding(
      @Nullable Expression when, Map<String, Object> variables, Lists lists) {
    try {
      if (Policy.matches(when, variables, lists)) {
        return new Finding.Holds();
      }
      return Policy.lacksScore(when, variables) ? new Finding.LacksScore() : new Finding.HoldsNot();
    } catch (ExpressionFailure e) {
      return new Finding.NotComputed(String.valueOf(e.getMessage()));
    }
  }

  private record Condition(Expression whole, Optional<Comparison> comparison) {

    private static List<Condition> allOf(Expression when) {
      return ConditionParts.conjuncts(when).stream()
          .map(part -> new Condition(part, ConditionParts.comparison(part)))
          .toList();
    }

    private ConditionFinding asked(Map<String, Object> variables, Lists lists) {
      return new ConditionFinding(
          whole.source(),
          finding(whole, variables, lists),
          comparison.flatMap(sides -> compared(sides, variables)).orElse(null));
    }

    /// Empty where a side cannot be computed: why, is told of the condition.
    private static Optional<Compared> compared(
        Comparison comparison, Map<String, Object> variables) {
      try {
        return Optional.of(
            new Compared(
                side(comparison.left(), variables),
                comparison.isOrder(),
                side(comparison.right(), variables)));
      } catch (ExpressionFailure e) {
        return Optional.empty();
      }
    }

    private static Side side(Expression side, Map<String, Object> variables) {
      FeatureValue value = side.value(variables);
      return new Side(side.source(), value, side.isConstant());
    }
  }
}
