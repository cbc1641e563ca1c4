package io.millrace.decision;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.Lists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The ordered rules of a pipeline: the first that matches a prediction decides it.
///
/// A rule that reads the score does not match where there is none, and one that cannot be computed
/// is skipped: so there always is a verdict, and it depends on the prediction and the lists alone.
/// A rule in shadow that matches is reported, and the next one asked.
public final class Policy {
  private static final String EVENT = "event";
  private static final String TIME = "time";
  private static final String FEATURES = "features";
  private static final String SCORE = "score";
  private static final String DEGRADED = "degraded";

  private final List<Rule> rules;
  private final EventSchema schema;
  private final boolean readsEvent;
  private final boolean readsFeatures;
  private final boolean asksLists;

  /// A policy over events of this schema; its last rule must be the default.
  public Policy(List<Rule> rules, EventSchema schema) {
    if (rules.isEmpty() || rules.getLast().when() != null || rules.getLast().isShadow()) {
      throw new IllegalArgumentException(
          "the last of %d rules is no default: end the policy with {decide: OUTCOME}"
              .formatted(rules.size()));
    }
    this.rules = List.copyOf(rules);
    this.schema = schema;
    this.readsEvent = anyRuleReads(EVENT);
    this.readsFeatures = anyRuleReads(FEATURES);
    this.asksLists = anyCondition(when -> !when.lists().isEmpty());
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
    for (int number = 1; number < rules.size(); number++) {
      Rule rule = rules.get(number - 1);
      try {
        if (!matches(rule.when(), variables, asked)) {
          continue;
        }
        if (!rule.isShadow()) {
          return Verdict.of(number, rule, shadow, skipped, asked.answers());
        }
        shadow.add(new RuleMatch(number, rule.outcome(), rule.reason()));
      } catch (ExpressionFailure e) {
        String failure = String.valueOf(e.getMessage());
        skipped.add(new SkippedRule(number, rule.outcome(), rule.isShadow(), failure));
      }
    }
    return Verdict.of(rules.size(), rules.getLast(), shadow, skipped, asked.answers());
  }

  /// Whether a condition holds, as that of a rule would; throws [ExpressionFailure] where it cannot
  /// be computed.
  static boolean matches(@Nullable Expression when, Map<String, Object> variables, Lists lists) {
    return when == null || (!lacksScore(when, variables) && when.test(variables, lists));
  }

  /// Whether a condition reads the score and there is none.
  static boolean lacksScore(@Nullable Expression when, Map<String, Object> variables) {
    return when != null && when.references(SCORE) && !variables.containsKey(SCORE);
  }

  /// What the rules can read of a prediction; what costs time is left out where no rule reads it.
  Map<String, Object> variables(Prediction prediction) {
    Map<String, Object> variables = HashMap.newHashMap(5);
    variables.put(TIME, prediction.event().time());
    variables.put(DEGRADED, prediction.isDegraded());
    prediction.score().ifPresent(score -> variables.put(SCORE, score));
    if (readsEvent) {
      variables.put(EVENT, schema.fields(prediction.event().payload()));
    }
    if (readsFeatures) {
      variables.put(FEATURES, plainValues(prediction.features()));
    }
    return variables;
  }

  private static Map<String, Object> plainValues(Map<String, FeatureValue> features) {
    Map<String, Object> values = HashMap.newHashMap(features.size());
    features.forEach((name, value) -> values.put(name, plainValue(value)));
    return values;
  }

  private static Object plainValue(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) -> number;
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Vector vector -> Arrays.stream(vector.numbers()).boxed().toList();
    };
  }

  private boolean anyRuleReads(String variable) {
    return anyCondition(when -> when.references(variable));
  }

  private boolean anyCondition(Predicate<Expression> predicate) {
    return rules.stream().map(Rule::when).anyMatch(when -> when != null && predicate.test(when));
  }
}
