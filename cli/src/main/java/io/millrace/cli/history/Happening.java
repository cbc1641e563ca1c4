package io.millrace.cli.history;

/// What comes out of a history, in the order of time: an event, or what one turned out to be.
public sealed interface Happening permits PastEvent, PastOutcome {}
