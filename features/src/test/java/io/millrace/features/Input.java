package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;

/// A record of `events-a`, as the engine gets it.
sealed interface Input {
  EntityKey key();

  long offset();

  record Observed(EntityKey key, long offset, Event event) implements Input {}

  record Learned(EntityKey key, long offset, Outcome outcome) implements Input {}
}
