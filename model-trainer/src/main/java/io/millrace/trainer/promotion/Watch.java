package io.millrace.trainer.promotion;

import java.time.Instant;

/// A release that has taken over and is still held against the one it took over from.
///
/// @param run that it came of; 0 if somebody assigned it by hand
public record Watch(int run, int release, int previous, Instant since) {}
