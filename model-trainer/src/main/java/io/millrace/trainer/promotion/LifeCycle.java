package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.trainer.promotion.Move.AskBeside;
import io.millrace.trainer.promotion.Move.Begin;
import io.millrace.trainer.promotion.Move.Drop;
import io.millrace.trainer.promotion.Move.Judge;
import io.millrace.trainer.promotion.Move.Promote;
import io.millrace.trainer.promotion.Move.Review;
import io.millrace.trainer.promotion.Move.Train;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Says what is to be done next, by where learning stands and what there is to learn from.
///
/// A paused one trains nothing and has nothing take over, but what is in charge is watched all the
/// same.
final class LifeCycle {
  /// The distribution of scores is that of days; a model that was trained on it knows it no sooner.
  private static final Duration BETWEEN_DRIFTS = Duration.ofDays(1);

  private final LearningDefinition learning;

  LifeCycle(LearningDefinition learning) {
    this.learning = learning;
  }

  /// What there is to learn from, and who is in charge.
  ///
  /// @param clock up to which time events have matured
  /// @param positives examples in the span
  /// @param newExamples since the latest training
  /// @param drift of the score, NaN where it is not known
  /// @param hasModel whether the release in charge has a model
  /// @param assignment the number of the latest assignment
  record Situation(
      Instant clock,
      int positives,
      long newExamples,
      double drift,
      boolean hasModel,
      int assignment) {}

  /// What concerns the candidate.
  Optional<Move> next(Progress progress, Situation now) {
    if (progress.order() == Order.DROP) {
      return drop(progress.stage(), "somebody has said so");
    }
    return switch (progress.stage()) {
      case Training training -> Optional.of(new Train(training));
      case Idle _ -> begin(progress, now);
      case Candidate candidate ->
          progress.order() == Order.PROMOTE
              ? Optional.of(new Promote(candidate.run(), candidate.release()))
              : ifGoingOn(progress, new AskBeside(candidate));
      case Shadow shadow -> shadow(progress, shadow, now);
      case Awaiting awaiting -> awaiting(progress, awaiting, now);
    };
  }

  private static Optional<Move> ifGoingOn(Progress progress, Move move) {
    return progress.paused() ? Optional.empty() : Optional.of(move);
  }

  private Optional<Move> begin(Progress progress, Situation now) {
    return trigger(progress, now).map(trigger -> new Begin(progress.runs() + 1, trigger));
  }

  private Optional<Trigger> trigger(Progress progress, Situation now) {
    if (progress.order() == Order.TRAIN) {
      return Optional.of(Trigger.ORDER);
    }
    if (progress.paused()
        || now.positives() < learning.training().triggers().positives()
        || now.newExamples() == 0) {
      return Optional.empty();
    }
    Instant last = progress.lastTraining();
    if (last == null) {
      return Optional.of(now.hasModel() ? Trigger.TIME : Trigger.FIRST);
    }
    if (!now.clock().isBefore(last.plus(learning.training().triggers().every()))) {
      return Optional.of(Trigger.TIME);
    }
    boolean hasDrifted = now.drift() >= learning.training().triggers().drift();
    return hasDrifted && !now.clock().isBefore(last.plus(BETWEEN_DRIFTS))
        ? Optional.of(Trigger.DRIFT)
        : Optional.empty();
  }

  private Optional<Move> shadow(Progress progress, Shadow shadow, Situation now) {
    if (progress.order() == Order.PROMOTE) {
      return Optional.of(new Promote(shadow.run(), shadow.release()));
    }
    if (now.assignment() > shadow.assignment()) {
      return drop(shadow, replacedBy(now));
    }
    boolean isSeen = !now.clock().isBefore(shadow.since().plus(learning.promotion().shadow()));
    return isSeen ? ifGoingOn(progress, new Judge(shadow)) : Optional.empty();
  }

  private Optional<Move> awaiting(Progress progress, Awaiting awaiting, Situation now) {
    if (progress.order() == Order.PROMOTE) {
      return Optional.of(new Promote(awaiting.run(), awaiting.release()));
    }
    boolean isApproved = progress.order() == Order.APPROVE || !learning.promotion().approval();
    if (now.assignment() > awaiting.assignment()) {
      return drop(awaiting, replacedBy(now));
    }
    return isApproved
        ? ifGoingOn(progress, new Promote(awaiting.run(), awaiting.release()))
        : Optional.empty();
  }

  private static String replacedBy(Situation now) {
    return "assignment %d has put another release in its place".formatted(now.assignment());
  }

  private static Optional<Move> drop(Stage stage, String reason) {
    return switch (stage) {
      case Candidate it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Shadow it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Awaiting it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Idle _, Training _ -> Optional.empty();
    };
  }

  /// What concerns the release that has taken over, if it is watched: for as long as a candidate is
  /// in shadow.
  Optional<Move> review(Progress progress, Situation now) {
    Watch watch = progress.watch();
    if (watch == null || !now.clock().isAfter(watch.since())) {
      return Optional.empty();
    }
    Instant end = watch.since().plus(learning.promotion().shadow());
    return Optional.of(new Review(watch, !now.clock().isBefore(end)));
  }
}
