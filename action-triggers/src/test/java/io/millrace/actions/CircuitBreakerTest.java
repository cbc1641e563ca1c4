package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long SECOND = 1_000_000_000L;

  private final CircuitBreaker breaker =
      new CircuitBreaker(3, Duration.ofSeconds(1), Duration.ofSeconds(3));

  @Test
  void opensAfterSoManyFailuresInARow() {
    fail(0);
    fail(0);
    succeed();
    fail(0);
    fail(0);
    assertThat(breaker.isOpen()).isFalse();

    fail(0);

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.admits(SECOND - 1)).isFalse();
    assertThat(breaker.admits(SECOND)).isTrue();
  }

  @Test
  void triesOneCallBeforeOthersFollow() {
    open();
    breaker.begin();

    assertThat(breaker.admits(5 * SECOND)).isFalse();
    assertThat(breaker.isOnTrial()).isTrue();
    breaker.succeeded();
    assertThat(breaker.admits(5 * SECOND)).isTrue();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void failuresOfTrialsDoubleTheWhileUpToTheLongest() {
    open();

    fail(SECOND);
    assertThat(breaker.openUntil()).isEqualTo(3 * SECOND);
    fail(3 * SECOND);
    assertThat(breaker.openUntil()).isEqualTo(6 * SECOND);
    fail(6 * SECOND);
    assertThat(breaker.openUntil()).isEqualTo(9 * SECOND);
  }

  @Test
  void callsFromBeforeItOpenedDoNotLengthenTheWhile() {
    open();

    breaker.failed(SECOND / 2);

    assertThat(breaker.openUntil()).isEqualTo(SECOND);
  }

  private void open() {
    fail(0);
    fail(0);
    fail(0);
  }

  private void fail(long now) {
    breaker.begin();
    breaker.failed(now);
  }

  private void succeed() {
    breaker.begin();
    breaker.succeeded();
  }
}
