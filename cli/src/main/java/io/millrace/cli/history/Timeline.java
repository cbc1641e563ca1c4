package io.millrace.cli.history;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Events as they come, and each outcome at the time at which it became known: before the first
/// event that is not earlier than that.
///
/// It holds only the outcomes that are still to come.
public final class Timeline implements Iterator<Happening> {
  private final Iterator<PastEvent> events;
  private final End end;
  private final Queue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparing((Pending p) -> p.outcome().label().knownAt())
              .thenComparingLong(Pending::arrival));
  private @Nullable PastEvent nextEvent;
  private long arrivals;

  /// What happens after the last event.
  public enum End {
    /// Outcomes that become known later come then: the history is over, all is known.
    WITH_ALL_OUTCOMES,
    /// They do not come: the last event is now.
    AT_LAST_EVENT
  }

  public Timeline(Iterator<PastEvent> events, End end) {
    this.events = events;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    return peekEvent() != null || (end == End.WITH_ALL_OUTCOMES && !pending.isEmpty());
  }

  @Override
  public Happening next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the history is over");
    }
    PastEvent event = peekEvent();
    Pending first = pending.peek();
    if (first != null
        && (event == null || !first.outcome().label().knownAt().isAfter(event.time()))) {
      pending.remove();
      return first.outcome();
    }
    return take(event);
  }

  private Happening take(@Nullable PastEvent event) {
    if (event == null) {
      throw new IllegalStateException("neither an event nor an outcome is left");
    }
    nextEvent = null;
    Label label = event.outcome();
    if (label != null) {
      pending.add(new Pending(new PastOutcome(event, label), arrivals++));
    }
    return event;
  }

  private @Nullable PastEvent peekEvent() {
    if (nextEvent == null && events.hasNext()) {
      nextEvent = events.next();
    }
    return nextEvent;
  }

  private record Pending(PastOutcome outcome, long arrival) {}
}
