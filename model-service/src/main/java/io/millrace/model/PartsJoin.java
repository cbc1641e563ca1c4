package io.millrace.model;

import io.millrace.contracts.FeaturePart.About;
import io.millrace.runtime.RejectedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Waits for all parts of an event, and yields each event once, whatever is read again.
///
/// A complete event stays with those that wait until its batch is predicted. Then it is done, and
/// leaves a mark that says of which parts it was made. A part that is read again is one of these;
/// any other is a duplicate. RATIONALE.md goes through what a crash can leave.
final class PartsJoin {
  private final WaitingParts waiting;
  private final DoneEvents done;
  private final Replays replays;
  private final Batch batch = new Batch();

  /// Events that were done from the entry that an earlier run left, by id, with the place of the
  /// part that completed them: it may come again, and so may others, and must find the entry.
  private final Map<String, DoneMark.Place> doneEarly = new HashMap<>();

  PartsJoin(WaitingParts waiting, DoneEvents done) {
    this.waiting = waiting;
    this.done = done;
    this.replays = new Replays(waiting, done);
  }

  /// Takes up what was logged at the last stop or crash, before anything is read. What is complete
  /// is due.
  ///
  /// @return the ids of events whose waiting can be given up
  List<String> recover(JoinEntries logged) {
    List<String> open = new ArrayList<>();
    logged.forEach(entry -> {
      waiting.recovered(entry);
      if (entry.isComplete()) {
        batch.add(entry.eventId());
      } else if (replays.isOpen(entry)) {
        open.add(entry.eventId());
      }
    });
    return open;
  }

  /// Takes a part that was read. Throws [RejectedRecord] for one that does not fit.
  JoinResult accept(JoinEntry.Received received) {
    if (replays.begin(received.place())) {
      List.copyOf(doneEarly.keySet()).forEach(this::releaseIfBehind);
    }
    waiting.tidy();
    boolean duplicate = replays.isDuplicate(received);
    replays.end(received.place());
    JoinResult result = duplicate ? JoinResult.DROPPED : add(received);
    releaseIfBehind(received.part().about().eventId());
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

  /// How many events wait for parts.
  int open() {
    return waiting.open();
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
    if (mark.givenUp() || waiting.isNeverReplayed() || replays.isBehind(mark.last())) {
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
    if (!entry.isComplete() && !about.slip().equals(entry.slip())) {
      throw new RejectedRecord(
          "part %s of event %s belongs to the parts %s, but others that came before to %s"
              .formatted(about.part(), about.eventId(), about.slip().allParts(), entry.expected()));
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
    replays.settle(eventId);
  }

  private void releaseIfBehind(String eventId) {
    DoneMark.Place last = doneEarly.get(eventId);
    if (last != null && replays.isBehind(last)) {
      doneEarly.remove(eventId);
      release(eventId);
    }
  }

  private static JoinEntry.Received checked(JoinEntry.Received received) {
    About about = received.part().about();
    if (about.part().equals(about.slip().allParts().getFirst()) && about.event() == null) {
      throw new RejectedRecord(
          "part %s of event %s comes without the event: the first of its parts %s must carry it"
              .formatted(about.part(), about.eventId(), about.slip().allParts()));
    }
    return received;
  }
}
