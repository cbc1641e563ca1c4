package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.LearnedModel;
import io.millrace.trainer.ScoringModel;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final int UNKNOWN_RELEASE = 7;
  private static final int FOLDER = 0;
  private static final LearningDefinition LEARNING = learning(Duration.ofDays(7));

  private final ExampleWindow window =
      new ExampleWindow(SimulatedStream.FEATURES, Duration.ofDays(14), 100_000);
  private final RegistryInMemory registry = new RegistryInMemory();
  private final Judge judge = new Judge(registry, LEARNING);

  /// The registry would fail if it were asked for the model of a release that is not there.
  @Test
  void asksForNoModelWhileThereAreTooFewPositivesToGoBy() {
    new SimulatedStream(1).days(1, false).stream().limit(20).forEach(window::take);

    assertThat(judge.candidate(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
    assertThat(judge.watched(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
  }

  @Test
  void looksOftenWithoutBeingWrongMoreOften() {
    assertThat(Watch.confidenceOfALook(LEARNING)).isCloseTo(1 - 0.1 / 8, within(1e-9));
  }

  @Test
  void saysOfWhatCanNeverBeJudgedWhatIsMissing() {
    assertThat(judge.cannotBeJudged(window, SimulatedStream.day(0)).evidence())
        .isEqualTo(
            "not known: of 0 examples since 2018-04-01T00:00:00Z 0 are positive, at least 10 and some that are not must be");
  }

  @Test
  void mustBeSurerWhereItLooksMoreOften() {
    new SimulatedStream(1).days(2, false).forEach(window::take);
    int good = registry.publish(distractedBy(0));
    int worse = registry.publish(distractedBy(0.15f));

    Judge lookingOnce = new Judge(registry, learning(Duration.ZERO));

    assertThat(lookingOnce.watched(worse, good, window, SimulatedStream.day(0)).orElseThrow())
        .matches(gate -> !gate.passed(), "has failed");
    assertThat(judge.watched(worse, good, window, SimulatedStream.day(0)).orElseThrow())
        .matches(Gate::passed, "has passed");
  }

  /// A model that takes a feature that tells nothing for a sign.
  private static ScoringModel distractedBy(float share) {
    return new ScoringModel() {
      @Override
      public float[] score(float[][] rows) {
        float[] scores = new float[rows.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = rows[i][0] + share * rows[i][1];
        }
        return scores;
      }

      @Override
      public void close() {
        // It holds nothing.
      }
    };
  }

  private static LearningDefinition learning(Duration maturity) {
    return new LearningDefinition(
        LearnedModel.SHAPE,
        maturity,
        Duration.ofDays(14),
        1,
        Set.of(),
        0,
        Training.DEFAULT,
        new Promotion(Duration.ofDays(1), 0, 0.9, 0.25, false),
        Evaluation.DEFAULT);
  }
}
