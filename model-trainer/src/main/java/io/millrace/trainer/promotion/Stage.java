package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent.Order;
import java.time.Instant;

/// How far the latest run has come.
public sealed interface Stage {

  /// Whether an order means anything here. One that does not comes to nothing: it says what is to
  /// become of what there is, not of what may come.
  default boolean takes(Order order) {
    return switch (order) {
      case PAUSE, RESUME -> true;
      case TRAIN -> this instanceof Idle;
      case APPROVE -> this instanceof Awaiting;
      case PROMOTE, DROP ->
          switch (this) {
            case Candidate _, Shadow _, Awaiting _ -> true;
            case Idle _, Training _, Refused _ -> false;
          };
    };
  }

  /// Nothing is under way.
  record Idle() implements Stage {}

  /// A model is being trained on the examples between two offsets.
  record Training(int run, long from, long to) implements Stage {}

  /// It is a release, and not asked yet.
  record Candidate(int run, int release) implements Stage {}

  /// It is asked beside the release in charge since a time, by an assignment.
  record Shadow(int run, int release, Instant since, int assignment) implements Stage {}

  /// It has passed, and a person must say so too.
  record Awaiting(int run, int release, int assignment) implements Stage {}

  /// It has not passed, and is asked no more.
  record Refused(int run, int release, String reason) implements Stage {}
}
