package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.Position;
import io.millrace.runtime.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for all parts of an event, and yields each event once, whatever is read again.
///
/// The entry of an event alone decides what becomes of a part; that an event is done is asked only
/// where there is no entry. RATIONALE.md goes through what a crash can leave.
///
/// What is known already is written again when it is read again: a store may have kept a write that
/// its changelog lost, and the offset of what it holds must not be committed without it.
final class PartsJoin {
  private static final JoinResult WAITS = new JoinResult.Waits();
  private static final JoinResult DROPPED = new JoinResult.Dropped();

  private final WaitingParts waiting;
  private final DoneEvents done;
  private final Settlement settlement;

  PartsJoin(WaitingParts waiting, DoneEvents done, Settlement settlement) {
    this.waiting = waiting;
    this.done = done;
    this.settlement = settlement;
  }

  /// Takes up what was there at the last stop or crash, before anything is read.
  ///
  /// @return the ids of events whose waiting can be given up
  List<String> recover() {
    List<String> open = new ArrayList<>();
    waiting.forEach((eventId, entry) -> {
      if (entry instanceof JoinEntry.Complete complete && complete.completedBy() != null) {
        settlement.resume(eventId, complete.timestamp(), complete.completedBy());
      } else {
        open.add(eventId);
      }
    });
    return open;
  }

  /// Takes a part that was read at a position. Throws [RejectedRecord] for one that does not fit.
  JoinResult accept(FeaturePart part, Position at, long timestamp) {
    settlement.advance(at);
    String eventId = part.about().eventId();
    return switch (waiting.find(eventId)) {
      case null ->
          done.contains(eventId, timestamp)
              ? DROPPED
              : keep(new JoinEntry.Waiting(timestamp, List.of(checked(part))), at);
      case JoinEntry.Waiting entry -> add(entry, part, at, timestamp);
      case JoinEntry.Complete entry -> {
        waiting.put(eventId, entry);
        yield at.equals(entry.completedBy()) ? completed(eventId, entry) : DROPPED;
      }
    };
  }

  /// Stops waiting for the parts of an event; [JoinResult.Waits] if the event itself is among them,
  /// without which nothing can be predicted.
  JoinResult giveUp(String eventId) {
    return switch (waiting.find(eventId)) {
      case null -> DROPPED;
      case JoinEntry.Waiting entry ->
          entry.event().isEmpty() ? WAITS : complete(entry, /* completedBy= */ null);
      case JoinEntry.Complete entry ->
          entry.completedBy() == null ? completed(eventId, entry) : DROPPED;
    };
  }

  private JoinResult add(JoinEntry.Waiting entry, FeaturePart part, Position at, long timestamp) {
    About about = part.about();
    if (!about.parts().equals(entry.expected())) {
      throw new RejectedRecord(
          "part %s of event %s belongs to the parts %s, but others that came before to %s"
              .formatted(about.part(), about.eventId(), about.parts(), entry.expected()));
    }
    if (entry.part(about.part()).isPresent()) {
      waiting.put(about.eventId(), entry);
      return DROPPED;
    }
    List<FeaturePart> parts = new ArrayList<>(entry.parts());
    parts.add(checked(part));
    return keep(new JoinEntry.Waiting(Math.max(entry.timestamp(), timestamp), parts), at);
  }

  private JoinResult keep(JoinEntry.Waiting entry, Position at) {
    if (entry.parts().size() == entry.expected().size()) {
      return complete(entry, at);
    }
    waiting.put(eventId(entry), entry);
    return WAITS;
  }

  private JoinResult complete(JoinEntry.Waiting entry, @Nullable Position completedBy) {
    List<FeaturePart> inOrder =
        entry.expected().stream().flatMap(part -> entry.part(part).stream()).toList();
    JoinEntry.Complete complete = new JoinEntry.Complete(entry.timestamp(), inOrder, completedBy);
    waiting.put(eventId(entry), complete);
    return completed(eventId(entry), complete);
  }

  private JoinResult completed(String eventId, JoinEntry.Complete entry) {
    settlement.begin(eventId, entry.timestamp());
    return new JoinResult.Completed(entry);
  }

  private static FeaturePart checked(FeaturePart part) {
    About about = part.about();
    if (about.part().equals(about.parts().getFirst()) && about.event() == null) {
      throw new RejectedRecord(
          "part %s of event %s comes without the event: the first of its parts %s must carry it"
              .formatted(about.part(), about.eventId(), about.parts()));
    }
    return part;
  }

  private static String eventId(JoinEntry entry) {
    return entry.parts().getFirst().about().eventId();
  }
}
