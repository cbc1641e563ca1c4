package io.millrace.model;

import io.millrace.contracts.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a part that is read again after a crash from a duplicate of an event that is done: by the
/// event's mark, and by how far has been read.
final class Replays {
  private final WaitingParts waiting;
  private final DoneEvents done;
  private final ReadingProgress progress = new ReadingProgress();

  /// The marks that an earlier run left of events that may have to be done again, by event id.
  private final Map<String, DoneMark> inDoubt = new HashMap<>();

  Replays(WaitingParts waiting, DoneEvents done) {
    this.waiting = waiting;
    this.done = done;
  }

  /// Whether an event that an earlier run left incomplete is open, as far as can be known before
  /// anything is read.
  boolean isOpen(JoinEntry entry) {
    DoneMark mark = done.find(entry.eventId(), entry.timestamp());
    if (mark != null) {
      inDoubt.put(entry.eventId(), mark);
    }
    return mark == null || isVoid(mark, entry);
  }

  /// Says that what stands at a place is being read.
  ///
  /// @return whether it is the first of its topic, which shows what of it was committed
  boolean begin(DoneMark.Place place) {
    boolean first = progress.begin(place);
    if (first) {
      settleDoubts(place.part());
    }
    return first;
  }

  /// Says that what stands at a place has been read.
  void end(DoneMark.Place place) {
    progress.end(place);
  }

  /// Whether what stands at a place has been read: in this run, or for good before it.
  boolean isBehind(DoneMark.Place place) {
    return progress.isPast(place);
  }

  /// Doubts no more of an event: it is done.
  void settle(String eventId) {
    inDoubt.remove(eventId);
  }

  /// Whether a part comes for an event that is done. What waits in memory without a doubt is not,
  /// so that most parts need no look-up of a mark.
  boolean isDuplicate(JoinEntry.Received received) {
    String eventId = received.part().about().eventId();
    DoneMark doubted = inDoubt.get(eventId);
    if (doubted != null) {
      return !doubted.isOf(received.place());
    }
    DoneMark mark = waiting.isInMemory(eventId) ? null : done.find(eventId, received.timestamp());
    if (mark == null) {
      return false;
    }
    if (isDone(mark, waiting.find(eventId)) || !mark.isOf(received.place())) {
      return true;
    }
    inDoubt.put(eventId, mark);
    return false;
  }

  /// Whether the record that completed an event is behind us. If not, a run left the mark that
  /// crashed before it could commit that record: it comes again, and the event is done again.
  private boolean isDone(DoneMark mark, @Nullable JoinEntry entry) {
    return !isVoid(mark, entry) && progress.isPast(mark.last());
  }

  /// Whether a mark says nothing: because it was made without the last part, or because that part
  /// has come again, but in another order, so that it did not complete the event.
  private static boolean isVoid(DoneMark mark, @Nullable JoinEntry entry) {
    return mark.givenUp() || (entry != null && entry.has(mark.last()));
  }

  /// The first record of a topic shows what was committed of it: events that are done by that wait
  /// no more.
  private void settleDoubts(Part firstOfTopic) {
    inDoubt
        .entrySet()
        .removeIf(doubt -> {
          String eventId = doubt.getKey();
          DoneMark mark = doubt.getValue();
          boolean settled =
              ReadingProgress.sameTopic(mark.last().part(), firstOfTopic)
                  && isDone(mark, waiting.find(eventId));
          if (settled) {
            waiting.forget(eventId);
          }
          return settled;
        });
  }
}
