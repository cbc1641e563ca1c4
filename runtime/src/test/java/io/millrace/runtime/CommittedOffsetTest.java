package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommittedOffsetTest {
  private final CommitMark commits = CommitMark.builder("entity-log-commits").build();
  private final CommittedOffset committed = new CommittedOffset(commits);

  @Test
  void startsAtTheFirstRecord() {
    commits.commit(Map.of());

    committed.advanceTo(70);

    assertThat(committed.committed()).isEqualTo(70);
  }

  @Test
  void staysWhileNoCommitIsMade() {
    committed.advanceTo(70);
    committed.advanceTo(71);

    committed.advanceTo(72);

    assertThat(committed.committed()).isEqualTo(70);
  }

  @Test
  void risesPastTheLastRecordBeforeACommit() {
    committed.advanceTo(70);
    committed.advanceTo(75);
    commits.commit(Map.of());

    committed.advanceTo(80);

    assertThat(committed.committed()).isEqualTo(76);
  }

  @Test
  void doesNotRiseTwiceForOneCommit() {
    committed.advanceTo(70);
    commits.commit(Map.of());
    committed.advanceTo(71);

    committed.advanceTo(72);

    assertThat(committed.committed()).isEqualTo(71);
  }

  @Test
  void mayBeCommittedOnceACommitBegins() {
    committed.advanceTo(70);
    committed.advanceTo(75);
    long before = committed.uncommitted();

    commits.flushCache();

    assertThat(before).isEqualTo(70);
    assertThat(committed.uncommitted()).isEqualTo(76);
    assertThat(committed.committed()).isEqualTo(70);
  }
}
