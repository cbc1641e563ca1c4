package io.millrace.model;

import io.millrace.contracts.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/// Takes an event from its complete entry to a mark that it is done.
///
/// Two commits lie between: the mark is set once the record that completed the event can no longer
/// be replayed, and the entry goes once the mark itself can no longer be lost. So at every moment
/// one of the two, as a crash leaves it, tells that the event is done, and a mark alone tells that
/// each of its parts that still comes is a duplicate.
final class Settlement {
  /// Steps for one record read: more than the two that each event needs, few enough to go unnoticed
  /// in the latency after a commit.
  private static final int STEPS = 4;

  private final WaitingParts waiting;
  private final DoneEvents done;
  private final LongSupplier ticket;
  private final LongPredicate isCommitted;
  private final Queue<Step> completed = new ArrayDeque<>();
  private final Queue<Step> marked = new ArrayDeque<>();
  private final Map<String, List<Leftover>> leftovers = new HashMap<>();

  /// @param ticket stands for what is done until the next commit
  /// @param isCommitted whether what a ticket stands for is committed
  Settlement(
      WaitingParts waiting, DoneEvents done, LongSupplier ticket, LongPredicate isCommitted) {
    this.waiting = waiting;
    this.done = done;
    this.ticket = ticket;
    this.isCommitted = isCommitted;
  }

  private record Step(long ticket, String eventId, long timestamp) {}

  private record Leftover(long offset, String eventId, long timestamp) {}

  /// Takes up an event that was completed by the record being processed.
  void begin(String eventId, long timestamp) {
    completed.add(new Step(ticket.getAsLong(), eventId, timestamp));
  }

  /// Takes up an event that a record completed before the last start.
  void resume(String eventId, long timestamp, Position completedBy) {
    leftovers
        .computeIfAbsent(completedBy.topic(), topic -> new ArrayList<>())
        .add(new Leftover(completedBy.offset(), eventId, timestamp));
  }

  /// Goes some steps further, before the record at a position is processed.
  ///
  /// The first record of a topic after a start shows what was committed: all that stands before it.
  /// What does not will be read again.
  void advance(Position at) {
    List<Leftover> ofTopic = leftovers.remove(at.topic());
    if (ofTopic != null) {
      ofTopic.stream()
          .filter(leftover -> leftover.offset() < at.offset())
          .forEach(leftover -> begin(leftover.eventId(), leftover.timestamp()));
    }
    for (int step = 0; step < STEPS; step++) {
      advance();
    }
  }

  private void advance() {
    if (isDue(marked)) {
      waiting.remove(marked.remove().eventId());
    } else if (isDue(completed)) {
      Step step = completed.remove();
      done.add(step.eventId(), step.timestamp());
      marked.add(new Step(ticket.getAsLong(), step.eventId(), step.timestamp()));
    }
  }

  private boolean isDue(Queue<Step> steps) {
    return !steps.isEmpty() && isCommitted.test(steps.element().ticket());
  }
}
