package io.millrace.contracts.definition;

import io.millrace.contracts.Action;

/// What to do after a decision with a certain outcome.
///
/// @param name unique within the pipeline; with the event's id it makes the idempotency key
/// @param target where it goes
public record ActionDefinition(String name, Action.Target target) {}
