package io.millrace.features;

import io.millrace.contracts.expression.ExpressionFailure;
import java.util.Map;

/// The history of an entity as an event finds it that has just come, itself included.
///
/// It is good until the next record is taken.
public final class Sight {
  private final EntityLog log;
  private final long time;
  private final long self;
  private final Map<String, ExpressionFailure> failures;

  /// @param self the offset of the event that asks
  /// @param failures what could not be computed of it, by column
  Sight(EntityLog log, long time, long self, Map<String, ExpressionFailure> failures) {
    this.log = log;
    this.time = time;
    this.self = self;
    this.failures = failures;
  }

  EntityLog log() {
    return log;
  }

  long time() {
    return time;
  }

  long self() {
    return self;
  }

  Map<String, ExpressionFailure> failures() {
    return failures;
  }
}
