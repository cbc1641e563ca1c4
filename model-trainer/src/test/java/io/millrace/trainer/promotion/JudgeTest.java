package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.LearnedModel;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final int UNKNOWN_RELEASE = 7;
  private static final int FOLDER = 0;
  private static final LearningDefinition LEARNING =
      new LearningDefinition(
          LearnedModel.SHAPE,
          Duration.ofDays(7),
          Duration.ofDays(14),
          1,
          Set.of(),
          0,
          Training.DEFAULT,
          new Promotion(Duration.ofDays(3), 0, 0.9, 0.25, false),
          Evaluation.DEFAULT);

  private final ExampleWindow window =
      new ExampleWindow(SimulatedStream.FEATURES, Duration.ofDays(14), 100_000);
  private final Judge judge = new Judge(new RegistryInMemory(), LEARNING);

  /// The registry would fail if it were asked for the model of a release that is not there.
  @Test
  void asksForNoModelWhileThereAreTooFewPositivesToGoBy() {
    new SimulatedStream(1).days(1, false).stream().limit(20).forEach(window::take);

    assertThat(judge.candidate(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
    assertThat(judge.watched(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
  }

  @Test
  void looksOftenWithoutBeingWrongMoreOften() {
    assertThat(Watch.confidenceOfALook(LEARNING)).isCloseTo(0.99, within(1e-9));
  }

  @Test
  void saysOfWhatCanNeverBeJudgedWhatIsMissing() {
    assertThat(judge.cannotBeJudged(window, SimulatedStream.day(0)).evidence())
        .isEqualTo("only 0 positives since 2018-04-01T00:00:00Z, 10 are needed");
  }
}
