package io.millrace.cli.console;

import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Position;

/// A dead letter as the page shows it.
///
/// @param at where it stands
/// @param arrived its time, in milliseconds since 1970
record LetterRow(DeadLetter letter, Position at, long arrived) {}
