package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillsTest {
  private static final int RECORDS = 1_000;
  private static final int RECORDS_OF_A_RELEASE = 100;

  @Test
  void killsFirstWhenTheReleaseHasJustChangedAndAtMostThreeTimes() {
    for (long seed = 1; seed <= 100; seed++) {
      List<Integer> at = at(seed);

      assertThat(at).hasSizeBetween(1, 3).isSorted().doesNotHaveDuplicates();
      assertThat(at.getFirst() % RECORDS_OF_A_RELEASE).as("the first of a release").isEqualTo(1);
      assertThat(at.getLast()).isLessThanOrEqualTo(RECORDS);
    }
  }

  @Test
  void killsAtTheSameMomentsForTheSameSeed() {
    assertThat(at(7)).isEqualTo(at(7));
  }

  @Test
  void killsAtOtherMomentsForAnotherSeed() {
    assertThat(at(1)).isNotEqualTo(at(2));
  }

  @Test
  void killsNeverUnlessItIsAsked() {
    WrittenRecords written = new WrittenRecords();
    write(written, 0);

    assertThat(Kills.none().isDue(written)).isFalse();
  }

  private static List<Integer> at(long seed) {
    WrittenRecords undisturbed = new WrittenRecords();
    for (int i = 0; i < RECORDS; i++) {
      write(undisturbed, i);
    }
    Kills kills = Kills.of(seed, undisturbed);
    WrittenRecords written = new WrittenRecords();
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      write(written, i);
      if (kills.isDue(written)) {
        kills.made(written);
        at.add(written.size());
      }
    }
    assertThat(kills.at()).isEqualTo(at);
    return at;
  }

  private static void write(WrittenRecords to, int number) {
    Digest digest = Digest.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    to.add(
        new Stage.Written(
            digest, digest, false, number / RECORDS_OF_A_RELEASE, Stage.Again.REPEATS));
  }
}
