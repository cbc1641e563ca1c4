package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where learning stands, by all that has happened: what `learning` says, record after record.
///
/// @param stage of the latest run
/// @param watch what has taken over and is still watched, absent where nothing is
/// @param order what somebody wants and has not got yet: it stays until it is fulfilled or the run
///   ends
/// @param runs how many there were
/// @param lastTraining when the latest began
public record Progress(
    Stage stage,
    @Nullable Watch watch,
    boolean paused,
    @Nullable Order order,
    int runs,
    @Nullable Instant lastTraining) {

  /// Nothing has happened yet.
  public static final Progress NONE = new Progress(new Idle(), null, false, null, 0, null);

  /// Where it stands once this has happened too.
  public Progress after(LearningEvent event) {
    return switch (event) {
      case TrainingStarted started ->
          new Progress(
              new Training(started.run(), started.from(), started.to()),
              watch,
              paused,
              null,
              started.run(),
              started.at());
      case Published published -> in(new Candidate(published.run(), published.release()));
      case Shadowed it -> in(new Shadow(it.run(), it.release(), it.at(), it.assignment()));
      case Judged judged -> judged(judged);
      case Promoted it -> watching(it);
      case TrainingFailed _, Dropped _ -> in(new Idle());
      case Confirmed _, RolledBack _ -> watching((Watch) null);
      case Ordered ordered -> ordered(ordered.order());
    };
  }

  private Progress in(Stage next) {
    return new Progress(
        next, watch, paused, next instanceof Idle ? null : order, runs, lastTraining);
  }

  private Progress judged(Judged judged) {
    return judged.passed() && stage instanceof Shadow shadow
        ? in(new Awaiting(shadow.run(), shadow.release(), shadow.assignment()))
        : this;
  }

  /// One that was assigned by hand takes nothing from a candidate that is still trained.
  private Progress watching(Promoted promoted) {
    Watch next = new Watch(promoted.run(), promoted.release(), promoted.previous(), promoted.at());
    boolean isOfRun = promoted.run() > 0;
    return new Progress(
        isOfRun ? new Idle() : stage, next, paused, isOfRun ? null : order, runs, lastTraining);
  }

  private Progress watching(@Nullable Watch next) {
    return new Progress(stage, next, paused, order, runs, lastTraining);
  }

  private Progress ordered(Order wanted) {
    return switch (wanted) {
      case PAUSE -> new Progress(stage, watch, true, order, runs, lastTraining);
      case RESUME -> new Progress(stage, watch, false, order, runs, lastTraining);
      case TRAIN, APPROVE, PROMOTE, DROP ->
          stage.takes(wanted)
              ? new Progress(stage, watch, paused, wanted, runs, lastTraining)
              : this;
    };
  }
}
