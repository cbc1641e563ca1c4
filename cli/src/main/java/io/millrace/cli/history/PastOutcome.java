package io.millrace.cli.history;

/// The moment at which the label of an earlier event became known.
public record PastOutcome(PastEvent event, Label label) implements Happening {}
