package io.millrace.contracts;

/// What the topic `events` holds: what happened, and what it turned out to be.
public sealed interface StreamRecord permits Event, Outcome {}
