package io.millrace.cli.kafka;

import io.millrace.cli.history.DecisionTally;
import io.millrace.contracts.Decision;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Waits for the decisions of everything that was published.
public final class DecisionWait {
  private static final Duration POLL = Duration.ofMillis(100);

  /// A second decision for an event would come soon after the last first one.
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final TopicReader<Decision> decisions;
  private final DecisionTally tally;

  public DecisionWait(TopicReader<Decision> decisions, DecisionTally tally) {
    this.decisions = decisions;
    this.tally = tally;
  }

  /// Reads decisions until every published event has one, or none of them has got one for
  /// `patience`.
  ///
  /// @param progress told how many of the published events are decided
  public void await(Duration patience, LongConsumer progress) {
    long lost = tally.counts().lost();
    long since = System.nanoTime();
    while (!tally.complete() && System.nanoTime() - since < patience.toNanos()) {
      decisions.poll(POLL, this::count);
      DecisionTally.Counts counts = tally.counts();
      progress.accept(counts.distinctIds() - counts.foreign());
      if (counts.lost() < lost) {
        lost = counts.lost();
        since = System.nanoTime();
      }
    }
    for (long end = System.nanoTime() + SETTLE.toNanos(); System.nanoTime() - end < 0; ) {
      decisions.poll(POLL, this::count);
    }
  }

  private void count(ConsumerRecord<byte[], Decision> decision) {
    if (decision.value() != null) {
      tally.decided(decision.value());
    }
  }
}
