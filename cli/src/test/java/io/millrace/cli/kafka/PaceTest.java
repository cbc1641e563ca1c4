package io.millrace.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void spreadsStepsEvenly() {
    Pace pace = new Pace(200);

    assertThat(pace.due(0)).isZero();
    assertThat(pace.due(1)).isEqualTo(5_000_000);
    assertThat(pace.due(1_000)).isEqualTo(5_000_000_000L);
  }

  @Test
  void doesNotHoldBackAtRateZero() {
    Pace pace = new Pace(0);

    assertThat(pace.due(1_000_000)).isZero();
  }

  @Test
  void doesNotReturnBeforeAStepIsDue() {
    long started = System.nanoTime();
    Pace pace = new Pace(100);

    pace.await(2);

    assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void refusesANegativeRate() {
    assertThatThrownBy(() -> new Pace(-1)).hasMessageContaining("-1.0");
  }
}
