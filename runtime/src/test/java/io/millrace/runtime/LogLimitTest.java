package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLimitTest {
  private final List<String> told = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1_000; // the clock of the machine may begin anywhere
  private final LogLimit limit = new LogLimit(() -> now);

  @Test
  void tellsWhatComesForTheFirstTime() {
    tell("one");
    tell("another");

    assertThat(told).containsExactly("one 0", "another 0");
  }

  @Test
  void tellsWhatRepeatsOnceAMinuteAndHowOftenItDid() {
    for (int second = 0; second <= 120; second++) {
      tell("one");
      pass(Duration.ofSeconds(1));
    }

    assertThat(told).containsExactly("one 0", "one 59", "one 59");
  }

  @Test
  void passesOverNothingThatIsRare() {
    tell("one");
    pass(Duration.ofMinutes(5));
    tell("one");

    assertThat(told).containsExactly("one 0", "one 0");
  }

  private void tell(String kind) {
    limit.tell(kind, passedOver -> told.add(kind + " " + passedOver));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
