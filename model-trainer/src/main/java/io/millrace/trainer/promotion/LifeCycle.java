package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.trainer.promotion.Move.AskBeside;
import io.millrace.trainer.promotion.Move.Begin;
import io.millrace.trainer.promotion.Move.Drop;
import io.millrace.trainer.promotion.Move.Judge;
import io.millrace.trainer.promotion.Move.Notice;
import io.millrace.trainer.promotion.Move.Promote;
import io.millrace.trainer.promotion.Move.Review;
import io.millrace.trainer.promotion.Move.Train;
import io.millrace.trainer.promotion.Progress.Trained;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Refused;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// What there is to go by.
  ///
  /// @param clock up to which time events have matured
  /// @param reviewed up to which time what is in charge was last held against what was before
  record Situation(Instant clock, Supply supply, Signs signs, Charge charge, Instant reviewed) {}

  /// What there is to learn from.
  ///
  /// @param positives examples in the span
  /// @param newExamples since the latest training
  /// @param newPositives those of them that are positive
  record Supply(int positives, long newExamples, long newPositives) {}

  /// How what is in charge ages.
  ///
  /// @param drift of the score, NaN where it is not known
  /// @param drop of the average precision from what it has been, NaN where it is not known
  record Signs(double drift, double drop) {}

  /// Who is in charge.
  ///
  /// @param hasModel whether that release has one
  /// @param assignment the number of the latest assignment
  record Charge(int release, boolean hasModel, int assignment) {}

  /// What is to be done next; empty where nothing is before something has happened.
  Optional<Move> next(Progress progress, Situation now) {
    Integer candidate = candidate(progress.stage());
    if (candidate != null && candidate == now.charge().release()) {
      return Optional.of(new Promote(progress.runs(), candidate));
    }
    Integer inCharge = progress.inCharge();
    if (inCharge == null || inCharge != now.charge().release()) {
      return Optional.of(new Notice());
    }
    return review(progress, now).or(() -> ofRun(progress, now));
  }

  private static @Nullable Integer candidate(Stage stage) {
    return switch (stage) {
      case Candidate it -> it.release();
      case Shadow it -> it.release();
      case Awaiting it -> it.release();
      case Idle _, Training _, Refused _ -> null;
    };
  }

  private Optional<Move> ofRun(Progress progress, Situation now) {
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
      case Refused it -> Optional.of(new Drop(it.run(), it.release(), it.reason()));
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
        || now.supply().positives() < learning.training().triggers().positives()
        || now.supply().newExamples() == 0) {
      return Optional.empty();
    }
    Trained latest = progress.latest();
    if (latest == null) {
      return Optional.of(now.charge().hasModel() ? Trigger.TIME : Trigger.FIRST);
    }
    Triggers when = learning.training().triggers();
    if (!now.clock().isBefore(latest.upTo().plus(when.every()))) {
      return Optional.of(Trigger.TIME);
    }
    if (now.supply().newPositives() >= when.outcomes()) {
      return Optional.of(Trigger.OUTCOMES);
    }
    if (now.clock().isBefore(latest.upTo().plus(BETWEEN_DRIFTS))) {
      return Optional.empty();
    }
    if (now.signs().drop() >= when.drop()) {
      return Optional.of(Trigger.DROP);
    }
    return now.signs().drift() >= when.drift() ? Optional.of(Trigger.DRIFT) : Optional.empty();
  }

  private Optional<Move> shadow(Progress progress, Shadow shadow, Situation now) {
    if (progress.order() == Order.PROMOTE) {
      return Optional.of(new Promote(shadow.run(), shadow.release()));
    }
    if (now.charge().assignment() > shadow.assignment()) {
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
    if (now.charge().assignment() > awaiting.assignment()) {
      return drop(awaiting, replacedBy(now));
    }
    return isApproved
        ? ifGoingOn(progress, new Promote(awaiting.run(), awaiting.release()))
        : Optional.empty();
  }

  private static String replacedBy(Situation now) {
    return "assignment %d has put another release in its place"
        .formatted(now.charge().assignment());
  }

  private static Optional<Move> drop(Stage stage, String reason) {
    return switch (stage) {
      case Candidate it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Shadow it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Awaiting it -> Optional.of(new Drop(it.run(), it.release(), reason));
      case Idle _, Training _, Refused _ -> Optional.empty();
    };
  }

  private Optional<Move> review(Progress progress, Situation now) {
    Watch watch = progress.watch();
    if (watch == null) {
      return Optional.empty();
    }
    boolean isLast = !now.clock().isBefore(watch.until(learning));
    return isLast || watch.isDue(now.reviewed(), now.clock(), learning)
        ? Optional.of(new Review(watch, isLast))
        : Optional.empty();
  }
}
