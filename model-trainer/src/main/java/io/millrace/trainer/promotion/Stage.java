package io.millrace.trainer.promotion;

import java.time.Instant;

/// How far the latest run has come.
sealed interface Stage {

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
}
