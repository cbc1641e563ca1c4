package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.LearnerKills.Moment;
import io.millrace.cli.learning.Happenings;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.ReleaseKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearnerKillsTest {
  private static final int RUNS = 3;
  private static final ReleaseKey CHUNK = new ReleaseKey.OfChunk(new Chunk("ab".repeat(32), 0));
  private static final ReleaseKey ASSIGNMENT = new ReleaseKey.OfAssignment(1);

  @Test
  void killsOneToThreeTimesEachTimeAtAnotherMoment() {
    for (long seed = 1; seed <= 100; seed++) {
      assertThat(at(seed)).hasSizeBetween(1, 3).doesNotHaveDuplicates();
    }
  }

  @Test
  void killsAtEveryMomentWithinAsManySeeds() {
    Set<Moment> met = EnumSet.noneOf(Moment.class);

    for (long seed = 1; seed <= Moment.values().length; seed++) {
      met.addAll(at(seed));
    }

    assertThat(met).containsExactlyInAnyOrder(Moment.values());
  }

  @Test
  void killsAtTheSameMomentsForTheSameSeed() {
    assertThat(at(7)).isEqualTo(at(7));
  }

  @Test
  void killsNeverUnlessItIsAsked() {
    LearnerKills kills = LearnerKills.none();

    live(kills);

    assertThat(kills.made()).isEmpty();
  }

  private static List<Moment> at(long seed) {
    LearnerKills kills = LearnerKills.of(seed);
    live(kills);
    return kills.made();
  }

  private static void live(LearnerKills kills) {
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < 200; i++) {
        var _ = kills.example();
      }
      var _ = kills.told(Happenings.STARTED);
      var _ = kills.released(CHUNK);
      var _ = kills.told(Happenings.PUBLISHED);
      var _ = kills.released(ASSIGNMENT);
      var _ = kills.marked();
      var _ = kills.told(Happenings.SHADOWED);
      var _ = kills.told(Happenings.PROMOTED);
    }
  }
}
