package io.millrace.contracts;

import java.util.List;

/// What producers tell of an event: that it happened, or what it turned out to be.
public sealed interface Observation extends StreamRecord permits Event, Outcome {

  /// Whom the event concerns; the first one is the key in `events`.
  List<EntityKey> entities();
}
