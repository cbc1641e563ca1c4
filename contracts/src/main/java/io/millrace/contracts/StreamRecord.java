package io.millrace.contracts;

/// What the topic `events` holds: what happened, what it turned out to be, and from where on which
/// release judges it.
public sealed interface StreamRecord permits Observation, Assignment {}
