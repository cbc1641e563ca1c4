package io.millrace.contracts;

import java.time.Instant;
import java.util.List;

/// Something that happened: validated, with its id, time and entities taken out of the payload.
///
/// @param id the producer's id; a second event with it is a duplicate
/// @param time when it happened, by the producer's clock, to the millisecond
/// @param entities whom it concerns, in the order of the pipeline; the first one is the key
/// @param source where it stands in `raw`
/// @param payload the producer's JSON
public record Event(
    String id, Instant time, List<EntityKey> entities, Position source, Payload payload)
    implements Observation {

  public Event {
    entities = List.copyOf(entities);
    if (id.isEmpty() || entities.isEmpty()) {
      throw new IllegalArgumentException(
          "an event needs an id and an entity: id '%s', entities %s".formatted(id, entities));
    }
  }
}
