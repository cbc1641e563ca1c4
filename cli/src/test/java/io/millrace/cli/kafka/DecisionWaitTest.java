package io.millrace.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.history.DecisionTally;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionWaitTest {
  private static final TopicPartition PARTITION = new TopicPartition("cards.decisions", 0);

  private final MockConsumer<byte[], Decision> consumer = new MockConsumer<>("earliest");
  private final DecisionTally tally = new DecisionTally();
  private final DecisionWait wait = new DecisionWait(new TopicReader<>(consumer), tally);
  private final List<Long> progress = new ArrayList<>();
  private long offset;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  @Test
  void returnsWhenEveryPublishedEventIsDecided() {
    tally.published("1");
    tally.published("2");
    consumer.schedulePollTask(() -> arrives(decision("1")));
    consumer.schedulePollTask(() -> arrives(decision("2")));

    wait.await(Duration.ofMinutes(1), progress::add);

    assertThat(tally.counts().exactlyOnce()).isTrue();
    assertThat(progress).containsExactly(1L, 2L);
  }

  @Test
  void givesUpWhenNothingOfItsOwnComes() {
    tally.published("1");
    consumer.schedulePollTask(() -> arrives(decision("someone else's")));

    wait.await(Duration.ofMillis(50), progress::add);

    assertThat(tally.counts().lost()).isEqualTo(1);
    assertThat(tally.counts().foreign()).isEqualTo(1);
  }

  @Test
  void seesASecondDecisionThatComesAfterTheLastFirstOne() {
    tally.published("1");
    consumer.schedulePollTask(() -> arrives(decision("1")));
    consumer.schedulePollTask(() -> arrives(decision("1")));

    wait.await(Duration.ofMinutes(1), progress::add);

    assertThat(tally.counts().doubled()).isEqualTo(1);
  }

  @Test
  void skipsRecordsWithoutAValue() {
    tally.published("1");
    consumer.schedulePollTask(() -> arrives(null));
    consumer.schedulePollTask(() -> arrives(decision("1")));

    wait.await(Duration.ofMinutes(1), progress::add);

    assertThat(tally.counts().decisions()).isEqualTo(1);
  }

  @Test
  void waitsUntilTheBacklogIsSmallEnough() {
    tally.published("1");
    tally.published("2");
    tally.published("3");
    consumer.schedulePollTask(() -> arrives(decision("1")));
    consumer.schedulePollTask(() -> arrives(decision("2")));

    boolean two = wait.awaitBacklog(2, Duration.ofMinutes(1));
    long undecided = tally.undecided();
    boolean one = wait.awaitBacklog(1, Duration.ofMinutes(1));
    boolean none = wait.awaitBacklog(0, Duration.ofMillis(50));

    assertThat(undecided).isEqualTo(2);
    assertThat(List.of(two, one, none)).containsExactly(true, true, false);
  }

  private void arrives(@Nullable Decision decision) {
    consumer.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, null, decision));
  }

  private static Decision decision(String id) {
    return new Decision(
        id,
        Instant.EPOCH,
        List.of(new EntityKey("card", "7")),
        "APPROVE",
        1,
        List.of(),
        List.of(),
        List.of(),
        0,
        Map.of(),
        null,
        List.of(),
        List.of(),
        new Position("cards.raw", 0, 0),
        new Position("cards.predictions", 0, 0));
  }
}
