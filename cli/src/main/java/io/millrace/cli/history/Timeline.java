package io.millrace.cli.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Events as they come, and each outcome at the time at which it became known: before the first
/// event that is not earlier than that, or a number of events ahead of it.
///
/// It holds only the outcomes that are still to come, and the events that it looks ahead.
public final class Timeline implements Iterator<Happening> {
  private final Iterator<PastEvent> events;
  private final End end;
  private final int ahead;
  private final PendingOutcomes pending = new PendingOutcomes();
  private final Deque<PastEvent> nextEvents = new ArrayDeque<>();

  /// What happens after the last event.
  public enum End {
    /// Outcomes that become known later come then: the history is over, all is known.
    WITH_ALL_OUTCOMES,
    /// They do not come: the last event is now.
    AT_LAST_EVENT
  }

  public Timeline(Iterator<PastEvent> events, End end) {
    this(events, end, 0);
  }

  /// @param ahead how many events earlier than it became known an outcome comes, if its own event
  ///   has come by then
  public Timeline(Iterator<PastEvent> events, End end, int ahead) {
    this.events = events;
    this.end = end;
    this.ahead = ahead;
  }

  @Override
  public boolean hasNext() {
    lookAhead();
    return !nextEvents.isEmpty() || (end == End.WITH_ALL_OUTCOMES && !pending.isEmpty());
  }

  @Override
  public Happening next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the history is over");
    }
    PastEvent last = nextEvents.peekLast();
    PastOutcome first = pending.peek();
    if (first != null && (last == null || !first.label().knownAt().isAfter(last.time()))) {
      return pending.remove();
    }
    PastEvent event = nextEvents.remove();
    Label label = event.outcome();
    if (label != null) {
      pending.add(new PastOutcome(event, label));
    }
    return event;
  }

  private void lookAhead() {
    while (nextEvents.size() <= ahead && events.hasNext()) {
      nextEvents.add(events.next());
    }
  }
}
