package io.millrace.decision;

import io.millrace.contracts.Position;
import io.millrace.runtime.TimeSlots;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Remembers which prediction decided an event, so that a second one for the same event is known.
///
/// The same position again is a replay and must be decided again, because what it wrote the first
/// time may be lost; another position is a duplicate if their timestamps are no further apart than
/// a given time. But one that was published again stands for the one that failed after it was seen
/// here, and takes its place. Invariant: the sightings kept of one event are further apart than
/// that, so that a replay finds either its own sighting or none, whatever subset of them a crash
/// has left.
///
/// A slot of time is as long as duplicates are looked for, and so holds at most one sighting of an
/// event.
final class DecidedEvents {

  /// Where sightings are kept, by event id and the start of a slot in milliseconds.
  interface Sightings {
    @Nullable FirstSighting find(String eventId, long slot);

    void keep(String eventId, long slot, FirstSighting sighting);
  }

  private final long within;
  private final TimeSlots slots;
  private final Sightings sightings;

  /// @param within how far apart two predictions for one event are duplicates, at least 1 ms
  DecidedEvents(Duration within, Sightings sightings) {
    this.within = within.toMillis();
    this.sightings = sightings;
    if (this.within < 1) {
      throw new IllegalArgumentException(
          "duplicates cannot be found within %s: use at least a millisecond".formatted(within));
    }
    this.slots = TimeSlots.of(within);
  }

  /// Whether the event is decided already, by another prediction; if not, this one does.
  ///
  /// @param standsFor where the prediction stood first that was published again; absent for others
  boolean isDuplicate(String eventId, FirstSighting sighting, @Nullable Position standsFor) {
    for (long near : slots.near(sighting.timestamp())) {
      FirstSighting kept = sightings.find(eventId, near);
      if (kept != null && Math.abs(kept.timestamp() - sighting.timestamp()) <= within) {
        if (kept.prediction().equals(standsFor)) {
          sightings.keep(eventId, near, new FirstSighting(kept.timestamp(), sighting.prediction()));
          return false;
        }
        return !kept.prediction().equals(sighting.prediction());
      }
    }
    sightings.keep(eventId, slots.slot(sighting.timestamp()), sighting);
    return false;
  }
}
