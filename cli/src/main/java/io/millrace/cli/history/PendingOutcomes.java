package io.millrace.cli.history;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Outcomes that are not known yet, by the time at which they become known; of those that do so at
/// once, the one that came first is the first.
///
/// Mostly they become known in the order in which they come: those lie in a plain queue.
final class PendingOutcomes {
  private final Deque<Pending> inOrder = new ArrayDeque<>();
  private final Queue<Pending> others = new PriorityQueue<>(Pending.ORDER);
  private long arrivals;

  private record Pending(PastOutcome outcome, long arrival) {
    private static final Comparator<Pending> ORDER =
        Comparator.comparing(Pending::knownAt).thenComparingLong(Pending::arrival);

    private Instant knownAt() {
      return outcome.label().knownAt();
    }
  }

  void add(PastOutcome outcome) {
    Pending pending = new Pending(outcome, arrivals++);
    Pending last = inOrder.peekLast();
    if (last == null || !pending.knownAt().isBefore(last.knownAt())) {
      inOrder.add(pending);
    } else {
      others.add(pending);
    }
  }

  boolean isEmpty() {
    return inOrder.isEmpty() && others.isEmpty();
  }

  @Nullable PastOutcome peek() {
    Queue<Pending> first = first();
    return first.isEmpty() ? null : first.element().outcome();
  }

  /// Takes the first one out; there must be one.
  PastOutcome remove() {
    return first().remove().outcome();
  }

  private Queue<Pending> first() {
    if (inOrder.isEmpty() || others.isEmpty()) {
      return inOrder.isEmpty() ? others : inOrder;
    }
    return Pending.ORDER.compare(inOrder.element(), others.element()) < 0 ? inOrder : others;
  }
}
