package io.millrace.cli.console;

import static io.millrace.cli.console.ShownCards.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateMeterTest {
  private final RateMeter meter = new RateMeter(Duration.ofSeconds(5));

  @Test
  void saysNothingOfASingleReading() {
    meter.take(0, 1_000_000);

    assertThat(meter.perSecond()).isZero();
  }

  @Test
  void tellsGrowthOverTheWindowAlone() {
    for (int second = 0; second <= 10; second++) {
      meter.take(second * SECOND, second * 100L);
    }
    for (int second = 11; second <= 16; second++) {
      meter.take(second * SECOND, 1_000);
    }

    assertThat(meter.perSecond()).isZero();
  }

  @Test
  void allowsForReadingsThatComeLate() {
    meter.take(0, 0);
    meter.take(4 * SECOND, 1_000);

    assertThat(meter.perSecond()).isEqualTo(250);
  }

  @Test
  void beginsAnewWhenTheTotalFalls() {
    meter.take(0, 1_000);
    meter.take(SECOND, 10);
    meter.take(2 * SECOND, 30);

    assertThat(meter.perSecond()).isEqualTo(20);
  }
}
