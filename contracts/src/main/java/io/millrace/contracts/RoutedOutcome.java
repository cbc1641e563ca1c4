package io.millrace.contracts;

/// An outcome on its way to the entities that learn from it.
///
/// @param stamp of the place where it stands in `events`
public record RoutedOutcome(Outcome outcome, Stamp stamp) implements EntityRecord {}
