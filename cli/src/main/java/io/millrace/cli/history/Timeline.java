package io.millrace.cli.history;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Events as they come, and each outcome at the time at which it became known: before the first
/// event that is not earlier than that.
///
/// It holds only the outcomes that are still to come.
public final class Timeline implements Iterator<Happening> {
  private final Iterator<PastEvent> events;
  private final End end;
  private final PendingOutcomes pending = new PendingOutcomes();
  private @Nullable PastEvent nextEvent;

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
    PastOutcome first = pending.peek();
    if (first != null && (event == null || !first.label().knownAt().isAfter(event.time()))) {
      return pending.remove();
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
      pending.add(new PastOutcome(event, label));
    }
    return event;
  }

  private @Nullable PastEvent peekEvent() {
    if (nextEvent == null && events.hasNext()) {
      nextEvent = events.next();
    }
    return nextEvent;
  }
}
