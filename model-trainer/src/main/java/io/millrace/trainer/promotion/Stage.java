package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import java.time.Instant;

/// How far the latest run has come.
sealed interface Stage {

  /// Nothing is under way.
  record Idle() implements Stage {}

  /// A model is being trained on the examples between two offsets.
  record Training(int run, long from, long to) implements Stage {}

  /// It is a release, and not asked yet.
  record Candidate(int run, int release) implements Stage {}

  /// It is asked beside the release in charge since a time.
  record Shadow(int run, int release, Instant since) implements Stage {}

  /// It has passed, and a person must say so too.
  record Awaiting(int run, int release) implements Stage {}

  /// It is in charge since a time, and still held against what it took over from.
  record Watched(int run, int release, int previous, Instant since) implements Stage {}

  /// Where matters stand after what happened.
  default Stage after(LearningEvent event) {
    return switch (event) {
      case TrainingStarted started -> new Training(started.run(), started.from(), started.to());
      case Published published -> new Candidate(published.run(), published.release());
      case Shadowed shadowed -> new Shadow(shadowed.run(), shadowed.release(), shadowed.at());
      case Judged judged ->
          judged.passed() ? new Awaiting(judged.run(), judged.release()) : this;
      case Promoted promoted ->
          new Watched(promoted.run(), promoted.release(), promoted.previous(), promoted.at());
      case TrainingFailed _, Dropped _, Confirmed _, RolledBack _ -> new Idle();
      case Ordered _ -> this;
    };
  }
}
