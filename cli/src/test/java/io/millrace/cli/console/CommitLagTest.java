package io.millrace.cli.console;

import static io.millrace.cli.console.ShownCards.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitLagTest {
  private final CommitLag lag = new CommitLag();

  @Test
  void isNotKnownBeforeTheFirstCommit() {
    lag.take(0, 100, 600, true);
    lag.take(SECOND, 100, 700, true);

    assertThat(lag.lag()).isEmpty();
  }

  @Test
  void isNothingWhereAllIsCommitted() {
    lag.take(0, 600, 600, true);

    assertThat(lag.lag()).hasValue(0);
  }

  @Test
  void isWhatThePartitionHeldBeyondTheCommit() {
    lag.take(0, 100, 600, true);
    lag.take(SECOND, 580, 1_100, true);

    assertThat(lag.lag()).hasValue(20);
  }

  @Test
  void staysBetweenTwoCommits() {
    lag.take(0, 100, 600, true);
    lag.take(SECOND, 600, 1_100, true);
    for (int second = 2; second < 10; second++) {
      lag.take(second * SECOND, 600, 600 + second * 500L, true);
    }

    assertThat(lag.lag()).hasValue(0);
  }

  @Test
  void growsWhenNothingIsCommittedForLong() {
    lag.take(0, 100, 600, true);
    lag.take(SECOND, 600, 1_100, true);
    lag.take(17 * SECOND, 600, 9_000, true);

    assertThat(lag.lag()).hasValue(8_400);
  }

  @Test
  void isAllThatIsLeftOfAServiceThatDoesNotRun() {
    lag.take(0, 100, 600, false);

    assertThat(lag.lag()).hasValue(500);
  }

  @Test
  void isBehindOnceACommitLacksWhatWasThereTenSecondsBefore() {
    for (int second = 0; second < 12; second++) {
      lag.take(second * SECOND, 100, second * 500L + 500, true);
    }
    assertThat(lag.isBehind()).isFalse();

    lag.take(12 * SECOND, 900, 6_500, true);

    assertThat(lag.isBehind()).isTrue();
  }

  @Test
  void isNotBehindWhileABurstIsWorkedOff() {
    lag.take(0, 0, 0, true);
    lag.take(SECOND, 0, 10_000, true);
    for (int second = 2; second < 11; second++) {
      lag.take(second * SECOND, second * 900L, 10_000, true);
    }

    assertThat(lag.isBehind()).isFalse();
    assertThat(lag.lag()).hasValue(1_000);
  }

  @Test
  void isNoLongerBehindWhenAllIsDone() {
    lag.take(0, 0, 10_000, false);
    lag.take(11 * SECOND, 0, 10_000, false);
    assertThat(lag.isBehind()).isTrue();

    lag.take(12 * SECOND, 10_000, 10_000, true);

    assertThat(lag.isBehind()).isFalse();
  }
}
