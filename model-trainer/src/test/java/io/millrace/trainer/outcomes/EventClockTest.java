package io.millrace.trainer.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private final EventClock clock = new EventClock(Duration.ofDays(7), 10);

  @Test
  void goesWithEventsAndNeverBack() {
    clock.resume(day(3));
    clock.see(day(10));
    clock.see(day(5));

    assertThat(clock.now()).isEqualTo(day(10));
  }

  @Test
  void isNotTurnedByAFewEventsThatAreFarAhead() {
    clock.resume(day(0));
    for (int i = 0; i < 100; i++) {
      clock.see(day(400 + i));
      clock.see(day(500 + i));
      clock.see(day(1));
    }

    assertThat(clock.now()).isEqualTo(day(1));
  }

  @Test
  void leapsOverATimeWithoutEvents() {
    clock.resume(day(0));
    for (int i = 0; i < 9; i++) {
      clock.see(day(40 + i));
    }
    assertThat(clock.now()).isEqualTo(day(0));

    clock.see(day(400));

    assertThat(clock.now()).isEqualTo(day(40));
  }

  @Test
  void beginsWithSeveralEventsAndNotWithOneThatIsFarAhead() {
    clock.see(day(500));
    for (int i = 1; i < 10; i++) {
      assertThat(clock.now()).isEqualTo(EventClock.BEFORE_ALL);
      clock.see(day(i));
    }

    assertThat(clock.now()).isEqualTo(day(1));
  }

  private static Instant day(int day) {
    return Records.day(day);
  }
}
