package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/// The events of several histories, each in the order of time, as one in the order of time. Of
/// events at the same time, those of the earlier history come first.
public final class MergedHistory implements Iterator<PastEvent> {
  private final List<History> histories;
  private final Queue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparing((Head head) -> head.event().time()).thenComparingInt(Head::rank));

  public MergedHistory(List<History> histories) {
    this.histories = List.copyOf(histories);
    for (int rank = 0; rank < histories.size(); rank++) {
      pull(rank, Instant.MIN);
    }
  }

  /// How many events there will be, judged by those read so far.
  public long estimatedEvents() {
    return histories.stream().mapToLong(History::estimatedEvents).sum();
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  /// Throws [CommandFailure] if a history turns out not to be in the order of time.
  @Override
  public PastEvent next() {
    Head head = heads.remove();
    pull(head.rank(), head.event().time());
    return head.event();
  }

  private void pull(int rank, Instant notBefore) {
    History history = histories.get(rank);
    if (!history.hasNext()) {
      return;
    }
    PastEvent event = history.next();
    if (event.time().isBefore(notBefore)) {
      throw new CommandFailure(
          "%s is not in the order of time: event %s at %s follows one at %s; sort it by time"
              .formatted(history.file(), event.id(), event.time(), notBefore));
    }
    heads.add(new Head(event, rank));
  }

  private record Head(PastEvent event, int rank) {}
}
