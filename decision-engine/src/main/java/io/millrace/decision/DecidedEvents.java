package io.millrace.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Remembers which prediction decided an event, so that a second one for the same event is known.
///
/// The same position again is a replay and must be decided again, because what it wrote the first
/// time may be lost; another position is a duplicate if their timestamps are no further apart than
/// a given time. Invariant: the sightings kept of one event are further apart than that, so that a
/// replay finds either its own sighting or none, whatever subset of them a crash has left.
///
/// Time is cut into slots as long as duplicates are looked for: a slot holds at most one sighting
/// of an event, and what is near enough is in the same slot or in one beside it.
final class DecidedEvents {

  /// Where sightings are kept, by event id and the start of a slot in milliseconds.
  interface Sightings {
    @Nullable FirstSighting find(String eventId, long slot);

    void keep(String eventId, long slot, FirstSighting sighting);
  }

  private final long within;
  private final Sightings sightings;

  /// @param within how far apart two predictions for one event are duplicates, at least 1 ms
  DecidedEvents(Duration within, Sightings sightings) {
    this.within = within.toMillis();
    this.sightings = sightings;
    if (this.within < 1) {
      throw new IllegalArgumentException(
          "duplicates cannot be found within %s: use at least a millisecond".formatted(within));
    }
  }

  /// Whether the event is decided already, by another prediction; if not, this one does.
  boolean isDuplicate(String eventId, FirstSighting sighting) {
    long slot = Math.floorDiv(sighting.timestamp(), within) * within;
    for (long near = Math.max(0, slot - within); near <= slot + within; near += within) {
      FirstSighting kept = sightings.find(eventId, near);
      if (kept != null && Math.abs(kept.timestamp() - sighting.timestamp()) <= within) {
        return !kept.prediction().equals(sighting.prediction());
      }
    }
    sightings.keep(eventId, slot, sighting);
    return false;
  }
}
