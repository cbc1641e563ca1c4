package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of a history as a raw event, with its outcome if the row knows one.
///
/// @param entities in the order of the pipeline; the first one's id is the record's key
/// @param payload the JSON that a producer would have sent
/// @param outcome what it turned out to be, absent where the row has no label
public record PastEvent(
    String id, Instant time, List<EntityKey> entities, Payload payload, @Nullable Label outcome)
    implements Happening {

  public PastEvent {
    entities = List.copyOf(entities);
    if (id.isEmpty() || entities.isEmpty()) {
      throw new IllegalArgumentException(
          "an event needs an id and an entity: id '%s', entities %s".formatted(id, entities));
    }
  }

  /// What keeps the events of one entity in order.
  public String key() {
    return entities.getFirst().id();
  }
}
