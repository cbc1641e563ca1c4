package io.millrace.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentLogTest {
  private static final EntityKey CARD = new EntityKey("card", "7");

  @Test
  void holdsFromTheRecordAfterTheAssignmentOn() {
    AssignmentLog log = AssignmentLog.EMPTY.with(10, assignment(1, 5, null));

    assertThat(log.stamp(9, CARD)).isEqualTo(Stamp.NONE);
    assertThat(log.stamp(11, CARD)).isEqualTo(new Stamp(1, 5, null));
  }

  @Test
  void takesNoAssignmentThatIsNotNewer() {
    AssignmentLog log =
        AssignmentLog.EMPTY
            .with(10, assignment(2, 5, null))
            .with(11, assignment(1, 6, null))
            .with(12, assignment(2, 7, null));

    assertThat(log.stamp(13, CARD)).isEqualTo(new Stamp(2, 5, null));
  }

  @Test
  void asksAShadowAboutEveryEvent() {
    AssignmentLog log = AssignmentLog.EMPTY.with(10, assignment(1, 5, new Challenger(6, 0)));

    assertThat(log.stamp(11, CARD)).isEqualTo(new Stamp(1, 5, 6));
  }

  @Test
  void letsACanaryJudgeItsShareOfTheEntities() {
    AssignmentLog log = AssignmentLog.EMPTY.with(10, assignment(1, 5, new Challenger(6, 20)));

    List<Stamp> stamps =
        IntStream.range(0, 10_000)
            .mapToObj(card -> log.stamp(11, new EntityKey("card", "" + card)))
            .toList();

    assertThat(stamps).containsOnly(new Stamp(1, 5, 6), new Stamp(1, 6, 5));
    assertThat(stamps).filteredOn(stamp -> stamp.release() == 6).hasSizeBetween(1_900, 2_100);
  }

  @Test
  void addsEntitiesToACanaryThatGrowsAndTakesNoneAway() {
    Set<EntityKey> few = judgedByTheChallenger(10);
    Set<EntityKey> more = judgedByTheChallenger(30);

    assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());
  }

  @Test
  void forgetsWhatNoRecordAsksForAnyMore() {
    AssignmentLog log =
        AssignmentLog.EMPTY
            .with(10, assignment(1, 5, null))
            .with(20, assignment(2, 6, null))
            .with(30, assignment(3, 7, null));

    assertThat(log.committed(20).entries()).hasSize(3);
    assertThat(log.committed(21).entries()).hasSize(2);
    assertThat(log.committed(21).stamp(21, CARD)).isEqualTo(new Stamp(2, 6, null));
    assertThat(log.committed(99).entries()).hasSize(1);
  }

  /// A crash leaves any of the values since the commit, and the records come again from there.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void stampsEveryRecordAlikeAfterCrashes(long seed) {
    Random random = new Random(seed);
    List<@Nullable Assignment> records = new ArrayList<>();
    for (int offset = 0; offset < 1_000; offset++) {
      boolean isAssignment = random.nextInt(10) == 0;
      records.add(
          isAssignment ? assignment(1 + random.nextInt(50), random.nextInt(9), null) : null);
    }
    List<Stamp> expected = new ArrayList<>();
    AssignmentLog undisturbed = AssignmentLog.EMPTY;
    for (int offset = 0; offset < records.size(); offset++) {
      undisturbed = taken(undisturbed, offset, records);
      expected.add(undisturbed.stamp(offset, CARD));
    }

    int committed = 0;
    List<AssignmentLog> sinceCommit = new ArrayList<>(List.of(AssignmentLog.EMPTY));
    for (int offset = 0; offset < records.size(); offset++) {
      AssignmentLog log = taken(sinceCommit.getLast(), offset, records).committed(committed);
      sinceCommit.add(log);
      assertThat(log.stamp(offset, CARD)).isEqualTo(expected.get(offset));
      if (random.nextInt(20) == 0) {
        committed = offset + 1;
        sinceCommit = new ArrayList<>(List.of(log));
      } else if (random.nextInt(30) == 0) {
        AssignmentLog left = sinceCommit.get(random.nextInt(sinceCommit.size()));
        sinceCommit = new ArrayList<>(List.of(left));
        offset = committed - 1;
      }
    }
  }

  private static AssignmentLog taken(
      AssignmentLog log, int offset, List<@Nullable Assignment> records) {
    Assignment assignment = records.get(offset);
    return assignment == null ? log : log.with(offset, assignment);
  }

  private static Set<EntityKey> judgedByTheChallenger(int percent) {
    AssignmentLog log = AssignmentLog.EMPTY.with(10, assignment(1, 5, new Challenger(6, percent)));
    Set<EntityKey> judged = new HashSet<>();
    for (int card = 0; card < 1_000; card++) {
      EntityKey key = new EntityKey("card", "" + card);
      if (log.stamp(11, key).release() == 6) {
        judged.add(key);
      }
    }
    return judged;
  }

  private static Assignment assignment(int number, int release, @Nullable Challenger challenger) {
    return new Assignment(number, release, challenger, Cause.ASSIGN, "");
  }
}
