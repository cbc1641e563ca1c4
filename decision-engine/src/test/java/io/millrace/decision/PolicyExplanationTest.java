package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.InvalidExpression;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.ConditionFinding.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyExplanationTest {
  private static final double HELD_BACK = 0.3;
  private static final Rule DEFAULT = new Rule(null, "APPROVE", null, false);
  private static final Expression ANY_CONDITION =
      Objects.requireNonNull(TestPipeline.orders().policy().getFirst().when());
  private static final List<String> VARIABLES =
      List.of("score", "features.amount", "features.risk", "double(event.items)");
  private static final List<String> OPERATORS = List.of(">", ">=", "<", "<=", "==", "!=");

  @Test
  void rulesAreAskedInOrderUntilOneDecides() {
    List<RuleFinding> findings =
        explain(TestPipeline.orders(), TestPipeline.prediction("1", 0, 0.95));

    assertThat(findings)
        .extracting(RuleFinding::number, finding -> finding.finding().getClass().getSimpleName())
        .containsExactly(
            tuple(1, "NotComputed"),
            tuple(2, "Holds"),
            tuple(3, "NotReached"),
            tuple(4, "NotReached"));
    assertThat(findings.get(1).isDecisive()).isTrue();
  }

  @Test
  void ruleInShadowHoldsAndDecidesNothing() {
    List<RuleFinding> findings =
        explain(rule("score > 0.5", true), TestPipeline.prediction("1", 2, 0.95));

    assertThat(findings)
        .extracting(RuleFinding::finding)
        .containsExactly(new Finding.Holds(), new Finding.Holds());
    assertThat(findings).extracting(RuleFinding::isDecisive).containsExactly(false, true);
  }

  @Test
  void eachConditionIsFoundByItself() {
    Prediction prediction = TestPipeline.prediction("1", 2, 0.6);

    RuleFinding finding = first("score > 0.5 && event.items > 5 && degraded", prediction);

    assertThat(finding.conditions())
        .extracting(ConditionFinding::source, ConditionFinding::finding)
        .containsExactly(
            tuple("score > 0.5", new Finding.Holds()),
            tuple("event.items > 5", new Finding.HoldsNot()),
            tuple("degraded", new Finding.HoldsNot()));
  }

  @Test
  void comparisonTellsWhatItCompares() {
    RuleFinding finding =
        first("score >= features.amount / 40.0", TestPipeline.prediction("1", 2, 0.48));

    ConditionFinding.Compared compared = finding.conditions().getFirst().compared();

    assertThat(compared)
        .isEqualTo(
            new ConditionFinding.Compared(
                new Side("score", FeatureValue.of(0.48), false),
                true,
                new Side("features.amount / 40.0", FeatureValue.of(0.5), false)));
  }

  @Test
  void valueThatIsWrittenOutIsTheSameForAll() {
    RuleFinding finding = first("score >= 0.5", TestPipeline.prediction("1", 2, 0.48));

    assertThat(finding.conditions().getFirst().compared())
        .isEqualTo(
            new ConditionFinding.Compared(
                new Side("score", FeatureValue.of(0.48), false),
                true,
                new Side("0.5", FeatureValue.of(0.5), true)));
  }

  @Test
  void withoutAScoreAConditionThatReadsItDoesNotHold() {
    RuleFinding finding =
        first("score >= 0.5 && event.items > 1", TestPipeline.prediction("1", 2, null));

    assertThat(finding.finding()).isEqualTo(new Finding.LacksScore());
    assertThat(finding.conditions())
        .extracting(ConditionFinding::finding)
        .containsExactly(new Finding.LacksScore(), new Finding.Holds());
  }

  /// The prediction has 2 items and an amount of 20; a score of 0.47.
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      textBlock =
          """
          score >= 0.50                                 | true
          score >= 0.53                                 | false
          score < 0.45                                  | true
          event.items > 2                               | true
          event.items == 3                              | false
          score >= 0.9 && event.items > 1               | false
          score >= 0.50 && event.items > 1              | true
          event.items == 3 && score >= 0.4              | true
          score >= 0.9 && event.items > 5               | false
          score >= 0.50 && event.items > 2              | false
          score >= 0.50 || degraded                     | false
          score >= 0.50 && features.risk > 0.1          | false
          score >= 0.40                                 | false
          """)
  void nearIsWhatFailsByOneConditionOrByLittle(String when, boolean isNear) {
    RuleFinding finding = first(when, TestPipeline.prediction("1", 2, 0.47));

    assertThat(finding.isNear()).isEqualTo(isNear);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithThePolicy(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20; i++) {
      PipelineDefinition pipeline = randomPipeline(random);
      Policy policy = Policy.of(pipeline);
      PolicyExplanation explanation = new PolicyExplanation(pipeline);

      for (int j = 0; j < 50; j++) {
        Prediction prediction = randomPrediction(random);
        assertThat(verdict(explanation.explain(prediction, Lists.EMPTY)))
            .isEqualTo(policy.judge(prediction, Lists.EMPTY));
      }
    }
  }

  /// A conjunction holds if its parts do, and does not if one of them does not.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void conditionsAgreeWithTheirRule(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PolicyExplanation explanation = new PolicyExplanation(randomPipeline(random));

    for (int i = 0; i < 200; i++) {
      for (RuleFinding finding : explanation.explain(randomPrediction(random), Lists.EMPTY)) {
        List<Finding> conditions =
            finding.conditions().stream().map(ConditionFinding::finding).toList();
        switch (finding.finding()) {
          case Finding.Holds _, Finding.HeldBack _ ->
              assertThat(conditions).allMatch(new Finding.Holds()::equals);
          case Finding.HoldsNot _, Finding.LacksScore _ ->
              assertThat(conditions).anyMatch(Finding::isNo);
          case Finding.NotComputed _ ->
              assertThat(conditions)
                  .noneMatch(Finding::isNo)
                  .hasAtLeastOneElementOfType(Finding.NotComputed.class);
          case Finding.NotReached _ -> assertThat(conditions).isEmpty();
        }
      }
    }
  }

  private static Verdict verdict(List<RuleFinding> findings) {
    HeldBack heldBack = null;
    List<RuleMatch> shadow = new ArrayList<>();
    List<SkippedRule> skipped = new ArrayList<>();
    for (RuleFinding finding : findings) {
      Rule rule = finding.rule();
      if (finding.isDecisive()) {
        return Verdict.of(finding.number(), rule, heldBack, shadow, skipped, List.of());
      }
      switch (finding.finding()) {
        case Finding.Holds _ ->
            shadow.add(new RuleMatch(finding.number(), rule.outcome(), rule.reason()));
        case Finding.HeldBack _ -> heldBack = first(heldBack, rule);
        case Finding.NotComputed(String why) ->
            skipped.add(new SkippedRule(finding.number(), rule.outcome(), rule.isShadow(), why));
        case Finding.HoldsNot _, Finding.LacksScore _, Finding.NotReached _ -> {}
      }
    }
    throw new AssertionError("no rule decides: " + findings);
  }

  private static HeldBack first(@Nullable HeldBack before, Rule rule) {
    return before == null ? new HeldBack(rule.outcome(), HELD_BACK) : before;
  }

  private static PipelineDefinition randomPipeline(SplittableRandom random) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rules.add(rule(randomCondition(random), random.nextInt(3) == 0));
    }
    rules.add(DEFAULT);
    return TestPipeline.holdingBack(
        TestPipeline.ordersBy(rules), Set.of(rules.getFirst().outcome()), HELD_BACK);
  }

  private static String randomCondition(SplittableRandom random) {
    String operator = random.nextInt(4) == 0 ? " || " : " && ";
    return IntStream.range(0, random.nextInt(1, 4))
        .mapToObj(_ ->
            "%s %s %s"
                .formatted(
                    VARIABLES.get(random.nextInt(VARIABLES.size())),
                    OPERATORS.get(random.nextInt(OPERATORS.size())),
                    random.nextInt(10) / 10.0))
        .collect(Collectors.joining(operator));
  }

  private static Prediction randomPrediction(SplittableRandom random) {
    Map<String, Double> features = new HashMap<>();
    for (String name : List.of("amount", "risk")) {
      if (random.nextInt(4) > 0) {
        features.put(name, random.nextInt(10) / 10.0);
      }
    }
    Double score = random.nextInt(4) > 0 ? random.nextInt(10) / 10.0 : null;
    return TestPipeline.prediction(
        TestPipeline.event("e" + random.nextInt(100), random.nextInt(2)),
        features,
        score,
        List.of());
  }

  private static RuleFinding first(String when, Prediction prediction) {
    return explain(rule(when, false), prediction).getFirst();
  }

  private static List<RuleFinding> explain(Rule rule, Prediction prediction) {
    return explain(TestPipeline.ordersBy(List.of(rule, DEFAULT)), prediction);
  }

  private static List<RuleFinding> explain(PipelineDefinition pipeline, Prediction prediction) {
    return new PolicyExplanation(pipeline).explain(prediction, Lists.EMPTY);
  }

  private static Rule rule(String when, boolean isShadow) {
    try {
      return new Rule(ANY_CONDITION.sibling(when), "REVIEW", "WHY", isShadow);
    } catch (InvalidExpression e) {
      throw new AssertionError(e);
    }
  }
}
