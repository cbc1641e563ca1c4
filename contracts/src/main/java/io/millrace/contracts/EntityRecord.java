package io.millrace.contracts;

/// What the topic `events-a` holds, one record for each entity concerned.
public sealed interface EntityRecord permits RoutedEvent, Outcome {}
