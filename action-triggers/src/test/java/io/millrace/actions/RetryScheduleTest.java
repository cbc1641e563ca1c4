package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private final RetrySchedule schedule =
      new RetrySchedule(5, Duration.ofMillis(100), 3, Duration.ofSeconds(1));

  @Test
  void pausesGrowUpToTheLongest() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(attempt -> schedule.pauseAfter(attempt, 1)))
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofMillis(900),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
  }

  @Test
  void jitterTakesUpToHalfOfAPause() {
    assertThat(schedule.pauseAfter(2, 0)).isEqualTo(Duration.ofMillis(150));
    assertThat(schedule.pauseAfter(2, 0.5)).isEqualTo(Duration.ofMillis(225));
  }

  @Test
  void pauseAfterVeryManyAttemptsIsStillTheLongest() {
    assertThat(schedule.pauseAfter(1_000_000, 1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void scheduleWithoutAttemptsIsRefused() {
    assertThatThrownBy(() -> new RetrySchedule(0, Duration.ofMillis(100), 3, Duration.ofSeconds(1)))
        .hasMessageContaining("0 attempts");
  }
}
