package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTallyTest {
  private final DecisionTally tally = new DecisionTally();

  @Test
  void isCompleteWhenEveryPublishedEventIsDecided() {
    tally.published("1");
    tally.published("2");
    tally.decided(decision("2", "APPROVE"));
    assertThat(tally.undecided()).isPositive();

    tally.decided(decision("1", "DECLINE"));

    assertThat(tally.undecided()).isZero();
    assertThat(tally.counts().exactlyOnce()).isTrue();
    assertThat(tally.counts().byOutcome())
        .containsExactly(entry("APPROVE", 1L), entry("DECLINE", 1L));
  }

  @Test
  void countsWhatIsLost() {
    tally.published("1");
    tally.published("2");
    tally.decided(decision("2", "APPROVE"));

    DecisionTally.Counts counts = tally.counts();

    assertThat(counts.lost()).isEqualTo(1);
    assertThat(counts.exactlyOnce()).isFalse();
  }

  @Test
  void countsWhatIsDecidedTwice() {
    tally.published("1");
    tally.decided(decision("1", "APPROVE"));
    tally.decided(decision("1", "APPROVE"));

    DecisionTally.Counts counts = tally.counts();

    assertThat(counts.decisions()).isEqualTo(2);
    assertThat(counts.distinctIds()).isEqualTo(1);
    assertThat(counts.doubled()).isEqualTo(1);
    assertThat(counts.lost()).isZero();
    assertThat(counts.exactlyOnce()).isFalse();
  }

  @Test
  void awaitsOneDecisionForAnEventPublishedTwice() {
    tally.published("1");
    tally.published("1");
    tally.decided(decision("1", "APPROVE"));

    DecisionTally.Counts counts = tally.counts();

    assertThat(counts.events()).isEqualTo(2);
    assertThat(counts.exactlyOnce()).isTrue();
  }

  @Test
  void takesADecisionThatIsReadBeforeItsEventIsCounted() {
    tally.decided(decision("1", "APPROVE"));
    assertThat(tally.counts().foreign()).isEqualTo(1);

    tally.published("1");

    assertThat(tally.undecided()).isZero();
    assertThat(tally.counts().foreign()).isZero();
  }

  @Test
  void countsDegradedDecisions() {
    tally.decided(decision("1", "APPROVE"));
    tally.decided(decision("2", "APPROVE", "a:card: timed out"));

    assertThat(tally.counts().degraded()).isEqualTo(1);
  }

  private static Decision decision(String id, String outcome, String... degraded) {
    return new Decision(
        id,
        Instant.EPOCH,
        List.of(new EntityKey("card", "7")),
        outcome,
        1,
        List.of(),
        List.of(),
        List.of(),
        0,
        Map.of(),
        null,
        List.of(),
        List.of(degraded),
        new Position("p.raw", 0, 0),
        new Position("p.predictions", 0, 0));
  }
}
