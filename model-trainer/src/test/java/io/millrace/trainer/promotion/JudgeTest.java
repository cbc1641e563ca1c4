package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.trainer.ExampleWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final int UNKNOWN_RELEASE = 7;
  private static final int FOLDER = 0;

  private final ExampleWindow window =
      new ExampleWindow(SimulatedStream.FEATURES, Duration.ofDays(14), 100_000);
  private final Judge judge = new Judge(new RegistryInMemory(), Promotion.DEFAULT, 42);

  /// The registry would fail if it were asked for the model of a release that is not there.
  @Test
  void asksForNoModelWhileThereAreTooFewPositivesToGoBy() {
    new SimulatedStream(1).days(1, false).stream().limit(20).forEach(window::take);

    assertThat(judge.candidate(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
    assertThat(judge.watched(UNKNOWN_RELEASE, FOLDER, window, SimulatedStream.day(0))).isEmpty();
  }
}
