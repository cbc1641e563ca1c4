package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValue.Scalar;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.HoldBack;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Lists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private final Policy policy = policyOf(TestPipeline.orders());

  @Test
  void firstMatchingRuleDecides() {
    Prediction prediction = TestPipeline.prediction("1", 90, 0.95, "part a:card failed");

    Verdict verdict = policy.judge(prediction, Lists.EMPTY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                1, "DECLINE", List.of("BULK_ORDER"), null, List.of(), List.of(), List.of()));
  }

  @Test
  void defaultDecidesWhereNoRuleMatches() {
    Verdict verdict = policy.judge(TestPipeline.prediction("1", 2, 0.1), Lists.EMPTY);

    assertThat(verdict)
        .isEqualTo(new Verdict(4, "APPROVE", List.of(), null, List.of(), List.of(), List.of()));
  }

  @Test
  void ruleThatReadsTheScoreDoesNotMatchWithoutOne() {
    Verdict verdict = policy.judge(TestPipeline.prediction("1", 2, null), Lists.EMPTY);

    assertThat(verdict)
        .isEqualTo(new Verdict(4, "APPROVE", List.of(), null, List.of(), List.of(), List.of()));
  }

  @Test
  void ruleThatCannotBeComputedIsSkippedAndReported() {
    Verdict verdict = policy.judge(TestPipeline.prediction("1", 0, 0.95), Lists.EMPTY);

    assertThat(verdict.reasons()).containsExactly("HIGH_RISK");
    assertThat(verdict.skipped())
        .singleElement()
        .asString()
        .startsWith("rule 1: cannot compute '100 / event.items < 2'");
  }

  @Test
  void degradedPredictionsAreKnownToRules() {
    Verdict verdict =
        policy.judge(TestPipeline.prediction("1", 2, 0.1, "part b failed"), Lists.EMPTY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict(3, "REVIEW", List.of("UNSURE"), null, List.of(), List.of(), List.of()));
  }

  @Test
  void ruleInShadowIsReportedAndDecidesNothing() {
    Policy policy =
        policyOf(
            TestPipeline.shadowRule("score > 0.5", "DECLINE", "TRIAL"),
            TestPipeline.rule("score > 0.7", "REVIEW", "ELEVATED"),
            TestPipeline.shadowRule("score > 0.6", "DECLINE", "TOO_LATE"),
            new Rule(null, "APPROVE", null, false));

    assertThat(policy.judge(TestPipeline.prediction("1", 2, 0.9), Lists.EMPTY))
        .isEqualTo(
            new Verdict(
                2,
                "REVIEW",
                List.of("ELEVATED"),
                null,
                List.of(new RuleMatch(1, "DECLINE", "TRIAL")),
                List.of(),
                List.of()));
    assertThat(policy.judge(TestPipeline.prediction("1", 2, 0.65), Lists.EMPTY).shadow())
        .extracting(RuleMatch::reason)
        .containsExactly("TRIAL", "TOO_LATE");
    assertThat(policy.judge(TestPipeline.prediction("1", 2, 0.1), Lists.EMPTY).shadow()).isEmpty();
  }

  @Test
  void ruleInShadowThatCannotBeComputedDoesNotDegradeTheDecision() {
    Policy policy =
        policyOf(
            TestPipeline.shadowRule("features.risk > 0.5", "DECLINE", "TRIAL"),
            new Rule(null, "APPROVE", null, false));
    Prediction prediction = TestPipeline.prediction("1", 2, 0.9);

    Verdict verdict = policy.judge(prediction, Lists.EMPTY);

    assertThat(verdict.skipped()).extracting(SkippedRule::number).containsExactly(1);
    assertThat(verdict.on(prediction, new Position("orders.predictions", 0, 1)).degraded())
        .isEmpty();
  }

  @Test
  void verdictSaysWhatItWasToldOfListsEachQuestionOnce() {
    Policy policy =
        policyOf(
            TestPipeline.rule("score > 0.5 && in_list('trusted', 'a')", "APPROVE", "TRUSTED"),
            TestPipeline.shadowRule("in_list('blocked', 'b')", "DECLINE", "TRIAL"),
            TestPipeline.rule(
                "in_list('trusted', 'a') || in_list('blocked', 'b')", "STOP", "BLOCKED"),
            TestPipeline.rule("in_list('never', 'asked')", "STOP", "NEVER"),
            new Rule(null, "APPROVE", null, false));
    Lists lists = (list, item) -> list.equals("blocked") && item.equals("b");

    Verdict verdict = policy.judge(TestPipeline.prediction("1", 2, 0.9), lists);

    assertThat(policy.asksLists()).isTrue();
    assertThat(verdict.outcome()).isEqualTo("STOP");
    assertThat(verdict.shadow()).extracting(RuleMatch::reason).containsExactly("TRIAL");
    assertThat(verdict.lists())
        .containsExactly(
            new ListAnswer("trusted", "a", false), new ListAnswer("blocked", "b", true));
  }

  @Test
  void ruleThatAsksForTooManyItemsIsSkipped() {
    Policy policy =
        policyOf(
            TestPipeline.rule(
                "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(a, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(b, [0, 1].all(c, !in_list('blocked', a + 10 * b + 100 * c))))",
                "DECLINE",
                "MANY"),
            new Rule(null, "APPROVE", null, false));

    Verdict verdict = policy.judge(TestPipeline.prediction("1", 2, 0.9), Lists.EMPTY);

    assertThat(verdict.outcome()).isEqualTo("APPROVE");
    assertThat(verdict.skipped())
        .singleElement()
        .asString()
        .contains("more than 100 items are asked for");
    assertThat(verdict.lists()).hasSize(100);
  }

  @Test
  void decisionNamesTheRuleAndTheFeaturesThatMovedTheScore() {
    Prediction prediction =
        TestPipeline.explained(TestPipeline.prediction("1", 2, 0.95), "risk", 0.4);

    Decision decision =
        policy
            .judge(prediction, Lists.EMPTY)
            .on(prediction, new Position("orders.predictions", 0, 1));

    assertThat(decision.rule()).isEqualTo(2);
    assertThat(decision.attributions()).containsExactly(new Attribution("risk", 0.4));
  }

  @Test
  void policyWithoutADefaultIsRefused() {
    List<Rule> rules = List.of(TestPipeline.rule("score > 0.5", "DECLINE", "HIGH_RISK"));

    assertThatThrownBy(
            () -> new Policy(rules, TestPipeline.orders().event().schema(), HoldBack.NONE))
        .hasMessageContaining("last of 1 rules is no default");
  }

  @Test
  void eventThatIsHeldBackIsDecidedByALaterRuleWithAnotherOutcome() {
    Policy policy = holdingBackAll("DECLINE");

    Prediction both = TestPipeline.prediction("1", 90, 0.95, "part a:card failed");
    Verdict verdict = policy.judge(both, Lists.EMPTY);

    HeldBack heldBack = new HeldBack("DECLINE", 1);
    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                3,
                "REVIEW",
                List.of("UNSURE", "HELD_BACK"),
                heldBack,
                List.of(),
                List.of(),
                List.of()));
    Decision decision = verdict.on(both, new Position("orders.predictions", 0, 1));
    assertThat(decision.heldBack()).isEqualTo(heldBack);
    assertThat(decision.reasons()).containsExactly("UNSURE", "HELD_BACK");
  }

  @Test
  void defaultDecidesAnEventThatIsHeldBackFromAllOthers() {
    Policy policy = holdingBackAll("DECLINE", "REVIEW");

    Verdict verdict =
        policy.judge(TestPipeline.prediction("1", 2, 0.95, "part a:card failed"), Lists.EMPTY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                4,
                "APPROVE",
                List.of("HELD_BACK"),
                new HeldBack("DECLINE", 1),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void policyWhoseDefaultWouldBeHeldBackIsRefused() {
    assertThatThrownBy(() -> holdingBackAll("APPROVE"))
        .hasMessageContaining("the default decides 'APPROVE', so no rule is left");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsBackAsTheNaiveReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RandomRule> rules = randomRules(random);
    HoldBack holdBack = new HoldBack(Set.of("O0", "O2", "O3"), 0.3);
    EventSchema schema = TestPipeline.orders().event().schema();
    Policy without = new Policy(compiled(rules), schema, HoldBack.NONE);
    Policy policy = new Policy(compiled(rules), schema, holdBack);
    int held = 0;

    for (int i = 0; i < 1_000; i++) {
      Prediction prediction = randomPrediction(random, "e" + i);
      Verdict verdict = policy.judge(prediction, Lists.EMPTY);
      Verdict otherwise = without.judge(prediction, Lists.EMPTY);

      if (holdBack.letsThrough(otherwise.outcome(), "e" + i)) {
        held++;
        assertThat(verdict.heldBack()).isEqualTo(new HeldBack(otherwise.outcome(), 0.3));
        assertThat(verdict.outcome())
            .isEqualTo(
                matching(rules, prediction).stream()
                    .filter(outcome -> !holdBack.blinding().contains(outcome))
                    .findFirst()
                    .orElseThrow());
      } else {
        assertThat(verdict).isEqualTo(otherwise);
      }
    }
    assertThat(held).isBetween(50, 400);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void decidesAsTheNaiveReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RandomRule> rules = randomRules(random);
    Policy policy =
        new Policy(compiled(rules), TestPipeline.orders().event().schema(), HoldBack.NONE);

    for (int i = 0; i < 500; i++) {
      Prediction prediction = randomPrediction(random, "1");

      Verdict verdict = policy.judge(prediction, Lists.EMPTY);

      assertThat(verdict.outcome()).isEqualTo(outcome(rules, prediction));
      assertThat(verdict.skipped().stream().map(SkippedRule::number))
          .isEqualTo(failures(rules, prediction));
    }
  }

  /// `variable > above`, where the variable is the score or a feature that may be absent.
  private record RandomRule(String variable, double above) {

    boolean isAbsent(Prediction prediction) {
      return value(prediction) == null;
    }

    boolean isMet(Prediction prediction) {
      Double value = value(prediction);
      return value != null && value > above;
    }

    private @Nullable Double value(Prediction prediction) {
      return variable.equals("score")
          ? scalar(prediction.judged().outputs(), "score")
          : scalar(prediction.features(), variable.substring("features.".length()));
    }

    private static @Nullable Double scalar(Map<String, FeatureValue> values, String name) {
      return values.get(name) instanceof Scalar(double value) ? value : null;
    }
  }

  private static String outcome(List<RandomRule> rules, Prediction prediction) {
    return matching(rules, prediction).getFirst();
  }

  /// What the rules decide that match, in order.
  private static List<String> matching(List<RandomRule> rules, Prediction prediction) {
    List<String> matching = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).isMet(prediction)) {
        matching.add("O" + i);
      }
    }
    matching.add("DEFAULT");
    return matching;
  }

  private static List<Integer> failures(List<RandomRule> rules, Prediction prediction) {
    List<Integer> failures = new ArrayList<>();
    for (int i = 0; i < rules.size() && !rules.get(i).isMet(prediction); i++) {
      if (rules.get(i).isAbsent(prediction) && !rules.get(i).variable().equals("score")) {
        failures.add(i + 1);
      }
    }
    return failures;
  }

  private static List<RandomRule> randomRules(SplittableRandom random) {
    List<String> variables = List.of("score", "features.amount", "features.risk");
    List<RandomRule> rules = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rules.add(new RandomRule(variables.get(random.nextInt(3)), random.nextInt(10) / 10.0));
    }
    return rules;
  }

  private static List<Rule> compiled(List<RandomRule> random) {
    List<Rule> rules = new ArrayList<>();
    for (RandomRule rule : random) {
      String when = rule.variable() + " > " + rule.above();
      rules.add(TestPipeline.rule(when, "O" + rules.size(), "R" + rules.size()));
    }
    rules.add(new Rule(null, "DEFAULT", null, false));
    return rules;
  }

  private static Prediction randomPrediction(SplittableRandom random, String id) {
    Map<String, Double> features = new HashMap<>();
    for (String name : List.of("amount", "risk")) {
      if (random.nextInt(4) > 0) {
        features.put(name, random.nextInt(10) / 10.0);
      }
    }
    Double score = random.nextInt(4) > 0 ? random.nextInt(10) / 10.0 : null;
    return TestPipeline.prediction(TestPipeline.event(id, 1), features, score, List.of());
  }

  private static Policy holdingBackAll(String... outcomes) {
    return Policy.of(TestPipeline.holdingBack(TestPipeline.orders(), Set.of(outcomes), 1));
  }

  private static Policy policyOf(Rule... rules) {
    return new Policy(List.of(rules), TestPipeline.orders().event().schema(), HoldBack.NONE);
  }

  private static Policy policyOf(PipelineDefinition pipeline) {
    return Policy.of(pipeline);
  }
}
