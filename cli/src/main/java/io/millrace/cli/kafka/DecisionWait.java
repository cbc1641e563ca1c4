package io.millrace.cli.kafka;

import io.millrace.cli.history.DecisionTally;
import io.millrace.contracts.Decision;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Waits for the decisions of everything that was published.
public final class DecisionWait {
  private static final Duration POLL = Duration.ofMillis(100);

  /// A second decision for an event would come soon after the last first one.
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final TopicReader<Decision> decisions;
  private final DecisionTally tally;
  private final Consumer<Decision> listener;

  public DecisionWait(TopicReader<Decision> decisions, DecisionTally tally) {
    this(decisions, tally, _ -> {});
  }

  /// @param listener told of every decision
  public DecisionWait(
      TopicReader<Decision> decisions, DecisionTally tally, Consumer<Decision> listener) {
    this.decisions = decisions;
    this.tally = tally;
    this.listener = listener;
  }

  /// Reads decisions until every published event has one, or none of them has got one for
  /// `patience`.
  ///
  /// @param progress told how many of the published events are decided
  public void await(Duration patience, LongConsumer progress) {
    await(0, patience, progress);
    for (long end = System.nanoTime() + SETTLE.toNanos(); System.nanoTime() - end < 0; ) {
      decisions.poll(POLL, this::count);
    }
  }

  /// The same, until no more than so many lack one.
  ///
  /// @return whether it has come to that
  public boolean awaitBacklog(int most, Duration patience) {
    return tally.undecided() <= most || await(most, patience, decided -> {});
  }

  private boolean await(int most, Duration patience, LongConsumer progress) {
    long least = tally.undecided();
    long since = System.nanoTime();
    while (tally.undecided() > most) {
      if (System.nanoTime() - since > patience.toNanos()) {
        return false;
      }
      decisions.poll(POLL, this::count);
      DecisionTally.Counts counts = tally.counts();
      progress.accept(counts.distinctIds() - counts.foreign());
      if (counts.lost() < least) {
        least = counts.lost();
        since = System.nanoTime();
      }
    }
    return true;
  }

  private void count(ConsumerRecord<byte[], Decision> decision) {
    if (decision.value() != null) {
      tally.decided(decision.value());
      listener.accept(decision.value());
    }
  }
}
