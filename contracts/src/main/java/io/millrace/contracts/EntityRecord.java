package io.millrace.contracts;

/// What the topic `events-a` holds, one record for each entity concerned.
public sealed interface EntityRecord permits RoutedEvent, RoutedOutcome {

  /// The releases whose features it counts for.
  Stamp stamp();
}
