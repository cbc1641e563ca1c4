package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.trainer.outcomes.Records;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShadowAnswersTest {
  private static final int CANDIDATE = 5;

  /// Of scores that are evenly distributed.
  private static final ModelCard CARD =
      new ModelCard(
          new ModelRef("m", "0".repeat(64)),
          Map.of("features", List.of("amount")),
          List.of("score"),
          null,
          List.of(),
          List.of(),
          new Quantiles(Map.of(), Map.of("score", List.of(0.0, 0.25, 0.5, 0.75, 1.0))));

  private final ShadowAnswers answers = new ShadowAnswers(CANDIDATE, CARD, null);

  @Test
  void passesOneThatServesAsWhatIsInCharge() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      answers.take(asked(CANDIDATE, random.nextDouble()), new InferenceTimes(900L, 1_100L));
    }

    assertThat(answers.gates(Promotion.DEFAULT))
        .allMatch(Gate::passed)
        .extracting(Gate::name)
        .containsExactly("score_drift", "fallbacks", "latency");
  }

  @Test
  void refusesOneWhoseScoresAreNotThoseOfItsTraining() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      answers.take(asked(CANDIDATE, random.nextDouble() / 2), new InferenceTimes(900L, 1_100L));
    }

    assertThat(failed()).containsExactly("score_drift");
  }

  @Test
  void asksNothingMoreOfACandidateThanOfWhatIsInCharge() {
    ShadowAnswers besideADrifted = new ShadowAnswers(CANDIDATE, CARD, CARD);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      Prediction prediction = asked(CANDIDATE, 0.2 + random.nextDouble() / 2);
      besideADrifted.take(prediction, new InferenceTimes(900L, 1_100L));
      answers.take(prediction, new InferenceTimes(null, 60_000L));
    }

    assertThat(besideADrifted.gates(Promotion.DEFAULT)).allMatch(Gate::passed);
    assertThat(answers.gates(Promotion.DEFAULT)).allMatch(Gate::passed);
  }

  @Test
  void refusesOneThatOftenHasNoAnswer() {
    for (int i = 0; i < 1_000; i++) {
      answers.take(asked(CANDIDATE, i % 100 == 0 ? null : 0.5), InferenceTimes.NONE);
    }

    assertThat(failed()).contains("fallbacks");
  }

  @Test
  void refusesOneThatIsMuchSlower() {
    for (int i = 0; i < 100; i++) {
      answers.take(asked(CANDIDATE, 0.5), new InferenceTimes(3_000L, 6_001L));
    }

    assertThat(failed()).containsExactly("latency");
  }

  @Test
  void passesOverEventsThatItWasNotAskedAbout() {
    answers.take(asked(CANDIDATE + 1, 0.5), InferenceTimes.NONE);

    assertThat(answers.events()).isZero();
  }

  private List<String> failed() {
    return answers.gates(Promotion.DEFAULT).stream()
        .filter(gate -> !gate.passed())
        .map(Gate::name)
        .toList();
  }

  /// An event that a shadow was asked about.
  ///
  /// @param score null where it had none
  private static Prediction asked(int shadow, @Nullable Double score) {
    Prediction prediction = Records.prediction("e", Records.day(0));
    Assessment answer =
        new Assessment(
            shadow,
            Map.of(),
            score == null ? Map.of() : Map.of(Assessment.SCORE, FeatureValue.of(score)),
            null,
            List.of(),
            null,
            List.of());
    return new Prediction(prediction.event(), prediction.judged(), answer, Map.of());
  }
}
