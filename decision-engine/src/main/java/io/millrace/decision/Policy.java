package io.millrace.decision;

import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.HoldBack;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ordered rules of a pipeline: the first that matches a prediction decides it.
///
/// A rule that reads the score does not match where there is none, and one that cannot be computed
/// is skipped: so there always is a verdict, and it depends on the prediction and the lists alone.
/// A rule in shadow that matches is reported, and the next one asked. So is the next one where an
/// event is held back from what the rule decides.
public final class Policy {
  private final List<Rule> rules;
  private final PredictionVariables readable;
  private final boolean asksLists;
  private final HoldBack holdBack;

  /// A policy over events of this schema; its last rule must be the default, and one that holds
  /// nothing back.
  ///
  /// @param holdBack which events go on to the next rule although one decides them
  public Policy(List<Rule> rules, EventSchema schema, HoldBack holdBack) {
    if (rules.isEmpty() || rules.getLast().when() != null || rules.getLast().isShadow()) {
      throw new IllegalArgumentException(
          "the last of %d rules is no default: end the policy with {decide: OUTCOME}"
              .formatted(rules.size()));
    }
    String last = rules.getLast().outcome();
    if (holdBack.isPossible() && holdBack.blinding().contains(last)) {
      throw new IllegalArgumentException(
          "the default decides '%s', so no rule is left for an event that is held back from it"
              .formatted(last));
    }
    this.holdBack = holdBack;
    this.rules = List.copyOf(rules);
    List<Expression> readers =
        rules.stream().flatMap(rule -> Stream.ofNullable(rule.when())).toList();
    this.readable = new PredictionVariables(readers, schema);
    this.asksLists = readers.stream().anyMatch(when -> !when.lists().isEmpty());
  }

  /// That of a pipeline.
  public static Policy of(PipelineDefinition pipeline) {
    return new Policy(pipeline.policy(), pipeline.event().schema(), pipeline.holdBack());
  }

  /// The rules in order; a rule's number is its place, from 1.
  List<Rule> rules() {
    return rules;
  }

  /// Whether some rule asks a list.
  public boolean asksLists() {
    return asksLists;
  }

  /// What the first matching rule says of a prediction.
  ///
  /// @param lists as they were when the event was ingested
  public Verdict judge(Prediction prediction, Lists lists) {
    Map<String, Object> variables = variables(prediction);
    AskedLists asked = new AskedLists(lists);
    List<RuleMatch> shadow = new ArrayList<>(0);
    List<SkippedRule> skipped = new ArrayList<>(0);
    HeldBack heldBack = null;
    for (int number = 1; number < rules.size(); number++) {
      Rule rule = rules.get(number - 1);
      try {
        if (!matches(rule.when(), variables, asked)) {
          continue;
        }
        if (rule.isShadow()) {
          shadow.add(new RuleMatch(number, rule.outcome(), rule.reason()));
        } else if (!holdsBack(rule, prediction)) {
          return Verdict.of(number, rule, heldBack, shadow, skipped, asked.answers());
        } else if (heldBack == null) {
          heldBack = new HeldBack(rule.outcome(), holdBack.share());
        }
      } catch (ExpressionFailure e) {
        String failure = String.valueOf(e.getMessage());
        skipped.add(new SkippedRule(number, rule.outcome(), rule.isShadow(), failure));
      }
    }
    return Verdict.of(rules.size(), rules.getLast(), heldBack, shadow, skipped, asked.answers());
  }

  /// Whether an event goes on to the next rule although this one decides it.
  boolean holdsBack(Rule rule, Prediction prediction) {
    return holdBack.letsThrough(rule.outcome(), prediction.event().id());
  }

  /// Whether a condition holds, as that of a rule would; throws [ExpressionFailure] where it cannot
  /// be computed.
  static boolean matches(@Nullable Expression when, Map<String, Object> variables, Lists lists) {
    return when == null || (!lacksScore(when, variables) && when.test(variables, lists));
  }

  /// Whether an expression reads the score and there is none.
  static boolean lacksScore(@Nullable Expression reader, Map<String, Object> variables) {
    return reader != null
        && reader.references(PredictionVariables.SCORE)
        && !variables.containsKey(PredictionVariables.SCORE);
  }

  /// What the rules can read of a prediction.
  Map<String, Object> variables(Prediction prediction) {
    return readable.of(prediction);
  }
}
