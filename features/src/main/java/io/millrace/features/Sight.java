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
  private final Standing standing;
  private final Map<String, ExpressionFailure> failures;

  /// What an event is to a history.
  public enum Standing {
    /// The first of its id, which the history knows from now on.
    FIRST,
    /// A second one of an id that it knew.
    REPEATED,
    /// Too old for the history to know or keep its id.
    UNKNOWN
  }

  /// @param self the offset of the event that asks, or of the first one of its id
  /// @param failures what could not be computed of it, by column
  Sight(
      EntityLog log,
      long time,
      long self,
      Standing standing,
      Map<String, ExpressionFailure> failures) {
    this.log = log;
    this.time = time;
    this.self = self;
    this.standing = standing;
    this.failures = failures;
  }

  public Standing standing() {
    return standing;
  }

  /// Where the event stands that counts: the one that asks, or the first one of its id.
  public long offset() {
    return self;
  }

  EntityLog log() {
    return log;
  }

  long time() {
    return time;
  }

  Map<String, ExpressionFailure> failures() {
    return failures;
  }
}
