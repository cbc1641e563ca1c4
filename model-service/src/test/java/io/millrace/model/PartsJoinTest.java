package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsJoinTest {
  private static final List<Part> PARTS = List.of(TestEvents.CARD, Part.EVENT);
  private static final FeaturePart CARD = TestEvents.part("1", TestEvents.CARD, PARTS, 3);
  private static final FeaturePart EVENT = TestEvents.part("1", Part.EVENT, PARTS, 12.5);
  private static final long ARRIVAL = 1_000;

  private final JoinEntries logged = new CrashedJoin.Entries(new CrashingStore<>(new Random(1)));
  private final DoneEvents done = new CrashedJoin.Marks(new CrashingStore<>(new Random(1)));
  private final WaitingParts waiting = waitingParts();
  private final PartsJoin join = new PartsJoin(waiting, done);

  @Test
  void answersPartsThatAreReadAgainAsItDidTheFirstTime() {
    join.accept(at(0, CARD), ARRIVAL);
    JoinResult first = join.accept(at(0, EVENT), ARRIVAL);

    PartsJoin restarted = new PartsJoin(waitingParts(), done);
    JoinResult waits = restarted.accept(at(0, EVENT), ARRIVAL);
    JoinResult again = restarted.accept(at(0, CARD), ARRIVAL);

    assertThat(first).isInstanceOf(JoinResult.Completed.class);
    assertThat(waits).isEqualTo(new JoinResult.Waits());
    assertThat(again).isEqualTo(first);
  }

  @Test
  void findsAfterARestartWhatWaitedAtTheCommit() {
    join.accept(at(0, CARD), ARRIVAL);
    waiting.log();

    JoinResult completed = new PartsJoin(waitingParts(), done).accept(at(0, EVENT), ARRIVAL);

    assertThat(completed).isEqualTo(completed(CARD, EVENT));
  }

  @Test
  void logsNothingOfAnEventThatIsCompleteBeforeTheCommit() {
    join.accept(at(0, CARD), ARRIVAL);
    join.accept(at(0, EVENT), ARRIVAL);
    waiting.log();

    assertThat(logged.find("1")).isNull();
  }

  @Test
  void dropsOtherPartsOfADoneEvent() {
    join.accept(at(0, CARD), ARRIVAL);
    join.accept(at(0, EVENT), ARRIVAL);

    assertThat(join.accept(at(1, EVENT), ARRIVAL)).isEqualTo(new JoinResult.Dropped());
    assertThat(join.accept(at(1, CARD), ARRIVAL)).isEqualTo(new JoinResult.Dropped());
  }

  @Test
  void keepsTheFirstPartOfAName() {
    FeaturePart later = TestEvents.part("1", TestEvents.CARD, PARTS, 4);

    join.accept(at(0, CARD), ARRIVAL);
    JoinResult dropped = join.accept(at(1, later), ARRIVAL);
    JoinResult completed = join.accept(at(0, EVENT), ARRIVAL);

    assertThat(dropped).isEqualTo(new JoinResult.Dropped());
    assertThat(completed).isEqualTo(completed(CARD, EVENT));
  }

  @Test
  void givesUpWhatWaitedBeforeARestart() {
    join.accept(at(0, CARD), ARRIVAL);
    waiting.log();

    PartsJoin restarted = new PartsJoin(waitingParts(), done);
    List<String> open = restarted.recover(logged);

    assertThat(open).containsExactly("1");
    assertThat(restarted.giveUp("1")).isEqualTo(completed(CARD));
    assertThat(restarted.accept(at(0, EVENT), ARRIVAL)).isEqualTo(new JoinResult.Dropped());
  }

  @Test
  void keepsWaitingForTheEventItself() {
    join.accept(at(0, EVENT), ARRIVAL);

    assertThat(join.giveUp("1")).isEqualTo(new JoinResult.Waits());
  }

  private WaitingParts waitingParts() {
    return new WaitingParts(logged, 10, () -> 0, ticket -> false);
  }

  private static JoinEntry.Received at(long offset, FeaturePart part) {
    return new JoinEntry.Received(part, offset);
  }

  private static JoinResult completed(FeaturePart... parts) {
    return new JoinResult.Completed(new JoinedParts(ARRIVAL, List.of(parts)));
  }
}
