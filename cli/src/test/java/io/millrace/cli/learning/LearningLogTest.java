package io.millrace.cli.learning;

import static io.millrace.cli.learning.Happenings.PROMOTED;
import static io.millrace.cli.learning.Happenings.PUBLISHED;
import static io.millrace.cli.learning.Happenings.SHADOWED;
import static io.millrace.cli.learning.Happenings.STARTED;
import static io.millrace.cli.learning.Happenings.day;
import static io.millrace.cli.learning.Happenings.log;
import static io.millrace.cli.learning.Happenings.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.contracts.LearningEvent.Order;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LearningLogTest {

  @Test
  void anOrderBelongsToTheRunThatIsUnderWay() {
    LearningLog log =
        log(
            ordered(Order.PAUSE, ""),
            STARTED,
            PUBLISHED,
            ordered(Order.DROP, ""),
            SHADOWED,
            PROMOTED,
            ordered(Order.TRAIN, ""));

    assertThat(log.entries()).extracting(Entry::run).containsExactly(0, 1, 1, 1, 1, 1, 0);
  }

  @Test
  void anOrderThatFitsNoStageIsSpent() {
    LearningLog log =
        log(
            ordered(Order.APPROVE, ""),
            STARTED,
            ordered(Order.PROMOTE, ""),
            PUBLISHED,
            ordered(Order.PROMOTE, ""));

    assertThat(log.entries())
        .extracting(Entry::isSpent)
        .containsExactly(true, false, true, false, false);
  }

  @Test
  void theLatestTimeIsThatOfTheEvents() {
    assertThat(log().latest()).isEqualTo(Instant.EPOCH);
    assertThat(log(STARTED, PROMOTED, ordered(Order.PAUSE, "")).latest()).isEqualTo(day(17));
  }
}
