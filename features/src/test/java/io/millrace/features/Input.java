package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;

/// A record of `events-a`, as the engine gets it.
sealed interface Input {
  EntityKey key();

  long offset();

  /// When it was appended to the log, in milliseconds.
  long logTime();

  record Observed(EntityKey key, long offset, long logTime, Event event) implements Input {}

  record Learned(EntityKey key, long offset, long logTime, Outcome outcome) implements Input {}
}
