package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PartsJoinTest {
  private static final List<Part> PARTS = List.of(TestEvents.CARD, Part.EVENT);
  private static final FeaturePart CARD = TestEvents.part("1", TestEvents.CARD, PARTS, 3);
  private static final FeaturePart EVENT = TestEvents.part("1", Part.EVENT, PARTS, 12.5);

  private final JoinEntries logged = new CrashedJoin.Entries(new CrashingStore<>(new Random(1)));
  private final DoneEvents done = new CrashedJoin.Marks(new CrashingStore<>(new Random(1)));
  private final WaitingParts waiting = waitingParts(ticket -> false);
  private final PartsJoin join = new PartsJoin(waiting, done);

  @Test
  void answersPartsThatAreReadAgainAsItDidTheFirstTime() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));
    List<JoinedParts> first = predict(join);

    PartsJoin restarted = new PartsJoin(waitingParts(ticket -> false), done);
    JoinResult waits = restarted.accept(at(0, EVENT));
    JoinResult again = restarted.accept(at(0, CARD));

    assertThat(first).containsExactly(joined(CARD, EVENT));
    assertThat(waits).isEqualTo(JoinResult.WAITS);
    assertThat(again).isEqualTo(JoinResult.DUE);
    assertThat(predict(restarted)).isEqualTo(first);
  }

  @Test
  void findsAfterARestartWhatWaitedAtTheCommit() {
    join.accept(at(0, CARD));
    waiting.log();

    PartsJoin restarted = new PartsJoin(waitingParts(ticket -> false), done);
    restarted.accept(at(0, EVENT));

    assertThat(predict(restarted)).containsExactly(joined(CARD, EVENT));
  }

  @Test
  void findsAfterARestartWhatWasDueAtTheCommit() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));
    waiting.log();

    PartsJoin restarted = new PartsJoin(waitingParts(ticket -> false), done);
    List<String> open = restarted.recover(logged);

    assertThat(open).isEmpty();
    assertThat(predict(restarted)).containsExactly(joined(CARD, EVENT));
    assertThat(restarted.accept(at(0, EVENT))).isEqualTo(JoinResult.DROPPED);
    assertThat(predict(restarted)).isEmpty();
  }

  @Test
  void countsTheEventsThatWaitForPartsAlsoAfterARestart() {
    join.accept(at(0, CARD));
    assertThat(join.open()).isEqualTo(1);
    waiting.log();
    PartsJoin restarted = new PartsJoin(waitingParts(ticket -> false), done);
    restarted.recover(logged);
    assertThat(restarted.open()).isEqualTo(1);

    restarted.accept(at(0, EVENT));

    assertThat(restarted.open()).isZero();
  }

  /// The local store may be ahead of the committed offsets. If the entry went with the first commit
  /// after its prediction, the part that is still to come would then wait for the others for ever.
  @Test
  void keepsWhatItFoundCompleteUntilThePartThatCompletedItIsBehind() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));
    waiting.log();
    WaitingParts committing = waitingParts(ticket -> ticket < 0);
    PartsJoin restarted = new PartsJoin(committing, done);
    restarted.recover(logged);
    predict(restarted);

    assertThat(committing.find("1")).isNotNull();
    restarted.accept(at(0, EVENT));

    assertThat(committing.find("1")).isNull();
  }

  @Test
  void dropsOtherPartsOfAnEventThatIsDue() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));

    JoinResult another =
        join.accept(at(1, TestEvents.part("1", Part.EVENT, List.of(Part.EVENT), 1)));

    assertThat(another).isEqualTo(JoinResult.DROPPED);
    assertThat(predict(join)).containsExactly(joined(CARD, EVENT));
  }

  @Test
  void logsNothingOfAnEventThatIsDoneBeforeTheCommit() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));
    predict(join);
    waiting.log();

    assertThat(logged.find("1")).isNull();
  }

  @Test
  void removesWhatWasLoggedTogetherWithThePredictionWhereNothingIsReplayed() {
    WaitingParts exact = waitingParts(ticket -> true);
    PartsJoin exactly = new PartsJoin(exact, done);
    exactly.accept(at(0, CARD));
    exactly.accept(at(0, EVENT));
    exact.log();

    predict(exactly);

    assertThat(logged.find("1")).isNull();
  }

  @Test
  void dropsOtherPartsOfADoneEvent() {
    join.accept(at(0, CARD));
    join.accept(at(0, EVENT));
    predict(join);

    assertThat(join.accept(at(1, EVENT))).isEqualTo(JoinResult.DROPPED);
    assertThat(join.accept(at(1, CARD))).isEqualTo(JoinResult.DROPPED);
  }

  @Test
  void keepsTheFirstPartOfAName() {
    FeaturePart later = TestEvents.part("1", TestEvents.CARD, PARTS, 4);

    join.accept(at(0, CARD));
    JoinResult dropped = join.accept(at(1, later));
    join.accept(at(0, EVENT));

    assertThat(dropped).isEqualTo(JoinResult.DROPPED);
    assertThat(predict(join)).containsExactly(joined(CARD, EVENT));
  }

  @Test
  void givesUpWhatWaitedBeforeARestart() {
    join.accept(at(0, CARD));
    waiting.log();

    PartsJoin restarted = new PartsJoin(waitingParts(ticket -> false), done);
    List<String> open = restarted.recover(logged);

    assertThat(open).containsExactly("1");
    assertThat(restarted.giveUp("1")).isEqualTo(JoinResult.DUE);
    assertThat(predict(restarted)).containsExactly(joined(CARD));
    assertThat(restarted.accept(at(0, EVENT))).isEqualTo(JoinResult.DROPPED);
  }

  @Test
  void takesAPartThatComesBeforeItsAbsenceIsPredicted() {
    join.accept(at(0, CARD));
    join.giveUp("1");

    join.accept(at(0, EVENT));

    assertThat(predict(join)).containsExactly(joined(CARD, EVENT));
  }

  @Test
  void keepsWaitingForTheEventItself() {
    join.accept(at(0, EVENT));

    assertThat(join.giveUp("1")).isEqualTo(JoinResult.WAITS);
  }

  private WaitingParts waitingParts(LongPredicate isCommitted) {
    return new WaitingParts(logged, 10, () -> 0, isCommitted);
  }

  private static List<JoinedParts> predict(PartsJoin join) {
    List<JoinEntry> batch = join.batch();
    batch.forEach(join::done);
    return batch.stream().map(JoinEntry::joined).toList();
  }

  private static JoinEntry.Received at(long offset, FeaturePart part) {
    return new JoinEntry.Received(part, offset, 1_000, new RecordHeaders());
  }

  private static JoinedParts joined(FeaturePart... parts) {
    return new JoinedParts(List.of(parts));
  }
}
