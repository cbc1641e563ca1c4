package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeSlotsTest {
  private final TimeSlots slots = TimeSlots.of(Duration.ofSeconds(1));

  @Test
  void looksIntoTheSlotOfATimeFirst() {
    assertThat(slots.near(5_999)).containsExactly(5_000, 4_000, 6_000);
    assertThat(slots.near(999)).containsExactly(0, 1_000);
  }

  @Test
  void findsWhatIsNoFurtherThanTheLength() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long one = random.nextLong(10_000);
      long other = Math.max(0, one + random.nextLong(-1_000, 1_001));

      assertThat(slots.near(one)).contains(slots.slot(other));
    }
  }

  @Test
  void refusesSlotsOfNoLength() {
    assertThatThrownBy(() -> TimeSlots.of(Duration.ofNanos(1)))
        .hasMessageContaining("at least a millisecond");
  }
}
