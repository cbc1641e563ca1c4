package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsJoinTest {
  private static final List<Part> PARTS = List.of(TestEvents.CARD, Part.EVENT);
  private static final FeaturePart CARD = TestEvents.part("1", TestEvents.CARD, PARTS, 3);
  private static final FeaturePart EVENT = TestEvents.part("1", Part.EVENT, PARTS, 12.5);
  private static final long ARRIVAL = 1_000;

  private final WaitingParts waiting = new CrashedJoin.Entries(new CrashingStore<>(new Random(1)));
  private final DoneEvents done = new CrashedJoin.Marks(new CrashingStore<>(new Random(1)));
  private final PartsJoin join = start();

  @Test
  void answersTheCompletingRecordAgainAsItDidTheFirstTime() {
    join.accept(CARD, a(0), ARRIVAL);
    JoinResult first = join.accept(EVENT, b(0), ARRIVAL);

    JoinResult again = start().accept(EVENT, b(0), ARRIVAL);

    assertThat(first).isInstanceOf(JoinResult.Completed.class);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void dropsWhatComesForACompleteEvent() {
    join.accept(CARD, a(0), ARRIVAL);
    join.accept(EVENT, b(0), ARRIVAL);

    assertThat(join.accept(EVENT, b(1), ARRIVAL)).isEqualTo(new JoinResult.Dropped());
    assertThat(join.accept(CARD, a(0), ARRIVAL)).isEqualTo(new JoinResult.Dropped());
  }

  @Test
  void keepsTheFirstPartOfAName() {
    FeaturePart later = TestEvents.part("1", TestEvents.CARD, PARTS, 4);

    join.accept(CARD, a(0), ARRIVAL);
    JoinResult dropped = join.accept(later, a(1), ARRIVAL);
    JoinResult completed = join.accept(EVENT, b(0), ARRIVAL);

    assertThat(dropped).isEqualTo(new JoinResult.Dropped());
    assertThat(completed)
        .isEqualTo(
            new JoinResult.Completed(new JoinEntry.Complete(ARRIVAL, List.of(CARD, EVENT), b(0))));
  }

  @Test
  void repeatsAfterACrashWhatItPredictedWhenItGaveUp() {
    join.accept(CARD, a(0), ARRIVAL);
    JoinResult first = join.giveUp("1");

    PartsJoin restarted = start();
    List<String> open = restarted.recover();
    JoinResult again = restarted.giveUp("1");

    assertThat(open).containsExactly("1");
    assertThat(again)
        .isEqualTo(first)
        .isEqualTo(new JoinResult.Completed(new JoinEntry.Complete(ARRIVAL, List.of(CARD), null)));
  }

  @Test
  void keepsWaitingForTheEventItself() {
    join.accept(EVENT, b(0), ARRIVAL);

    assertThat(join.giveUp("1")).isEqualTo(new JoinResult.Waits());
  }

  private PartsJoin start() {
    return new PartsJoin(waiting, done, new Settlement(waiting, done, () -> 0, ticket -> false));
  }

  private static Position a(long offset) {
    return new Position("features-a", 0, offset);
  }

  private static Position b(long offset) {
    return new Position("features-b", 0, offset);
  }
}
