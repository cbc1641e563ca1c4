package io.millrace.model;

import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.Part;
import io.millrace.runtime.RejectedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Waits for all parts of an event, and yields each event once, whatever is read again.
///
/// A complete event stays with those that wait until its batch is predicted. Then it is done, and
/// leaves a mark that says of which parts it was made. A part that is read again is one of these;
/// any other is a duplicate. RATIONALE.md goes through what a crash can leave.
final class PartsJoin {
  private final WaitingParts waiting;
  private final DoneEvents done;
  private final ReadingProgress progress = new ReadingProgress();
  private final Batch batch = new Batch();

  /// The marks that an earlier run left of events that may have to be done again, by event id.
  private final Map<String, DoneMark> inDoubt = new HashMap<>();

  /// Events that were done from the entry that an earlier run left, by id, with the place of the
  /// part that completed them: it may come again, and so may others, and must find the entry.
  private final Map<String, DoneMark.Place> doneEarly = new HashMap<>();

  PartsJoin(WaitingParts waiting, DoneEvents done) {
    this.waiting = waiting;
    this.done = done;
  }

  /// Takes up what was logged at the last stop or crash, before anything is read. What is complete
  /// is due.
  ///
  /// @return the ids of events whose waiting can be given up
  List<String> recover(JoinEntries logged) {
    List<String> open = new ArrayList<>();
    logged.forEach(entry -> {
      if (entry.isComplete()) {
        batch.add(entry.eventId());
      } else if (isOpen(entry)) {
        open.add(entry.eventId());
      }
    });
    return open;
  }

  /// Takes a part that was read. Throws [RejectedRecord] for one that does not fit.
  JoinResult accept(JoinEntry.Received received) {
    if (progress.begin(received.place())) {
      settleDoubts(received.name());
      releaseAllPast();
    }
    waiting.tidy();
    boolean duplicate = isDuplicate(received);
    progress.end(received.place());
    JoinResult result = duplicate ? JoinResult.DROPPED : add(received);
    releaseIfPast(received.part().about().eventId());
    return result;
  }

  /// Stops waiting for the parts of an event; [JoinResult#WAITS] if the event itself is among them,
  /// without which nothing can be predicted.
  JoinResult giveUp(String eventId) {
    JoinEntry entry = waiting.find(eventId);
    if (entry == null) {
      return JoinResult.DROPPED;
    }
    return entry.hasEvent() ? due(eventId) : JoinResult.WAITS;
  }

  boolean hasDue() {
    return !batch.isEmpty();
  }

  boolean isBatchFull() {
    return batch.isFull();
  }

  /// The events to be predicted next; each is due until it is [done][#done(JoinEntry)].
  List<JoinEntry> batch() {
    List<JoinEntry> entries = new ArrayList<>();
    for (String eventId : batch.next()) {
      JoinEntry entry = waiting.find(eventId);
      if (entry == null) {
        batch.remove(eventId);
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// Marks an event whose prediction was made.
  void done(JoinEntry entry) {
    String eventId = entry.eventId();
    DoneMark mark = entry.mark();
    done.add(eventId, entry.timestamp(), mark);
    batch.remove(eventId);
    if (mark.givenUp() || waiting.isNeverReplayed() || progress.isPast(mark.last())) {
      release(eventId);
    } else {
      doneEarly.put(eventId, mark.last());
    }
  }

  /// Removes some of what need not be kept any more.
  void tidy() {
    waiting.tidy();
  }

  private JoinResult add(JoinEntry.Received received) {
    JoinEntry entry = waiting.find(received.part().about().eventId());
    if (entry == null) {
      return keep(JoinEntry.of(checked(received)));
    }
    About about = received.part().about();
    if (!entry.isComplete() && !about.parts().equals(entry.expected())) {
      throw new RejectedRecord(
          "part %s of event %s belongs to the parts %s, but others that came before to %s"
              .formatted(about.part(), about.eventId(), about.parts(), entry.expected()));
    }
    if (entry.isComplete() || entry.has(about.part())) {
      // Read again after a crash, it may be in the store alone: its changelog must have it too.
      waiting.put(entry);
      return JoinResult.DROPPED;
    }
    return keep(entry.with(checked(received)));
  }

  private JoinResult keep(JoinEntry entry) {
    waiting.put(entry);
    return entry.isComplete() ? due(entry.eventId()) : JoinResult.WAITS;
  }

  private JoinResult due(String eventId) {
    batch.add(eventId);
    return JoinResult.DUE;
  }

  private void release(String eventId) {
    waiting.complete(eventId);
    inDoubt.remove(eventId);
  }

  private void releaseIfPast(String eventId) {
    DoneMark.Place last = doneEarly.get(eventId);
    if (last != null && progress.isPast(last)) {
      doneEarly.remove(eventId);
      release(eventId);
    }
  }

  private void releaseAllPast() {
    List.copyOf(doneEarly.keySet()).forEach(this::releaseIfPast);
  }

  private boolean isOpen(JoinEntry entry) {
    DoneMark mark = done.find(entry.eventId(), entry.timestamp());
    if (mark != null) {
      inDoubt.put(entry.eventId(), mark);
    }
    return mark == null || isVoid(mark, entry);
  }

  /// Whether a part comes for an event that is done. What waits in memory without a doubt is not,
  /// so that most parts need no look-up of a mark.
  private boolean isDuplicate(JoinEntry.Received received) {
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

  private static JoinEntry.Received checked(JoinEntry.Received received) {
    About about = received.part().about();
    if (about.part().equals(about.parts().getFirst()) && about.event() == null) {
      throw new RejectedRecord(
          "part %s of event %s comes without the event: the first of its parts %s must carry it"
              .formatted(about.part(), about.eventId(), about.parts()));
    }
    return received;
  }
}
