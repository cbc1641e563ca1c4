package io.millrace.composed;

import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.RoutedEvent;

/// A record that has just been at an entity, or at none.
///
/// @param unique whether that entity's history says that no other event has this one's id
record Enriched(EnrichedRecord record, boolean unique) {

  /// Whether it has still to come to an entity.
  boolean goesOn() {
    return !record.ahead().isEmpty();
  }

  /// Whether it is an event that has been at all of its entities.
  boolean isComplete() {
    return !goesOn() && record.record() instanceof RoutedEvent;
  }

  /// The id of the event that it must be.
  String eventId() {
    return ((RoutedEvent) record.record()).event().id();
  }
}
