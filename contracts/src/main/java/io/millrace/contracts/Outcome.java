package io.millrace.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an earlier event turned out to be: its label, and when it became known.
///
/// @param eventId the event it belongs to
/// @param eventTime when that event happened
/// @param entities whom that event concerned
/// @param label the truth: 1 and 0 for yes and no
/// @param knownAt from when on it may be used
/// @param reporter who says so, where the feedback names it
/// @param source where it stands in `feedback`
public record Outcome(
    String eventId,
    Instant eventTime,
    List<EntityKey> entities,
    FeatureValue label,
    Instant knownAt,
    @Nullable String reporter,
    Position source)
    implements Observation {

  public Outcome {
    entities = List.copyOf(entities);
    if (eventId.isEmpty() || entities.isEmpty()) {
      throw new IllegalArgumentException(
          "an outcome needs an event's id and an entity: id '%s', entities %s"
              .formatted(eventId, entities));
    }
  }
}
