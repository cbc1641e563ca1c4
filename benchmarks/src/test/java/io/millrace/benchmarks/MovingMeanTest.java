package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the table compares computes the same.
class MovingMeanTest {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final long START = MeanRun.START.toEpochMilli();
  private static final int MOST_MILLIS_APART = 60_000;

  @Test
  void engineListAndSlidingWindowsAnswerAlike() {
    Random random = new Random(1);
    try (MovingMean engine = new EngineMean(WINDOW);
        MovingMean list = new ListMean(WINDOW);
        MovingMean windows = new SlidingWindowsMean(WINDOW)) {
      long time = START;
      for (int i = 0; i < 500; i++) {
        time += 1 + random.nextInt(MOST_MILLIS_APART);
        double number = random.nextInt(100_000) / 100.0;

        MovingMean.Answer expected = list.ask(time, number);

        isAlike(engine.ask(time, number), expected);
        isAlike(windows.ask(time, number), expected);
      }
    }
  }

  /// An event exactly as old as the window is long is no more in it.
  @Test
  void allLeaveOutWhatIsAsOldAsTheWindow() {
    try (MovingMean engine = new EngineMean(WINDOW);
        MovingMean list = new ListMean(WINDOW);
        MovingMean windows = new SlidingWindowsMean(WINDOW)) {
      for (MovingMean mean : new MovingMean[] {engine, list, windows}) {
        mean.add(START, 1);
        mean.add(START + 1, 2);

        MovingMean.Answer answer = mean.ask(START + WINDOW.toMillis(), 4);

        isAlike(answer, new MovingMean.Answer(2, 3));
      }
    }
  }

  private static void isAlike(MovingMean.Answer answer, MovingMean.Answer expected) {
    assertThat(answer.count()).isEqualTo(expected.count());
    assertThat(answer.mean()).isCloseTo(expected.mean(), within(1e-9));
  }
}
