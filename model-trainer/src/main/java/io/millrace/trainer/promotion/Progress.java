package io.millrace.trainer.promotion;

import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
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
import io.millrace.trainer.promotion.Stage.Refused;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where learning stands, by all that has happened: what `learning` says, record after record.
///
/// @param stage of the latest run
/// @param watch what has taken over and is still watched, absent where nothing is
/// @param order what somebody wants and has not got yet: it stays until it is fulfilled or the run
///   ends
/// @param runs how many there were
/// @param latest how far the latest training has come, absent before the first one
/// @param inCharge the release that is known to be, absent where none is known
public record Progress(
    Stage stage,
    @Nullable Watch watch,
    boolean paused,
    @Nullable Order order,
    int runs,
    @Nullable Trained latest,
    @Nullable Integer inCharge) {

  /// Nothing has happened yet.
  public static final Progress NONE = new Progress(new Idle(), null, false, null, 0, null, null);

  /// What a model was trained on: the examples up to a time, and before an offset.
  public record Trained(Instant upTo, long before) {}

  /// Where it stands once this has happened too.
  public Progress after(LearningEvent event) {
    return switch (event) {
      case TrainingStarted it -> started(it);
      case Published it -> in(new Candidate(it.run(), it.release()));
      case Shadowed it -> in(new Shadow(it.run(), it.release(), it.at(), it.assignment()));
      case Judged judged -> judged(judged);
      case Promoted it ->
          new Progress(new Idle(), watchOf(it), paused, null, runs, latest, it.release());
      case TrainingFailed _, Dropped _ -> in(new Idle());
      case Confirmed _ -> watching(null, inCharge);
      case RolledBack it -> watching(null, it.to());
      case Assigned it -> watching(watchOf(it), it.release());
      case Ordered ordered -> ordered(ordered.order());
    };
  }

  private Progress started(TrainingStarted it) {
    Trained trained = new Trained(it.at(), it.to());
    Stage training = new Training(it.run(), it.from(), it.to());
    return new Progress(training, watch, paused, null, it.run(), trained, inCharge);
  }

  private Progress in(Stage next) {
    Order left = next instanceof Idle ? null : order;
    return new Progress(next, watch, paused, left, runs, latest, inCharge);
  }

  private Progress judged(Judged judged) {
    if (!(stage instanceof Shadow shadow)) {
      return this;
    }
    return judged.passed()
        ? in(new Awaiting(shadow.run(), shadow.release(), shadow.assignment()))
        : in(new Refused(shadow.run(), shadow.release(), failed(judged)));
  }

  private static String failed(Judged judged) {
    return judged.gates().stream()
        .filter(gate -> !gate.passed())
        .map(gate -> gate.name() + ": " + gate.evidence())
        .collect(Collectors.joining("; "));
  }

  private static Watch watchOf(Promoted it) {
    return new Watch(it.run(), it.release(), it.previous(), it.at());
  }

  /// Whoever goes back to an earlier release has seen enough.
  private static @Nullable Watch watchOf(Assigned it) {
    return it.cause() == Cause.ASSIGN && it.release() != it.previous()
        ? new Watch(0, it.release(), it.previous(), it.at())
        : null;
  }

  private Progress watching(@Nullable Watch next, @Nullable Integer release) {
    return new Progress(stage, next, paused, order, runs, latest, release);
  }

  private Progress ordered(Order wanted) {
    return switch (wanted) {
      case PAUSE -> new Progress(stage, watch, true, order, runs, latest, inCharge);
      case RESUME -> new Progress(stage, watch, false, order, runs, latest, inCharge);
      case TRAIN, APPROVE, PROMOTE, DROP ->
          stage.takes(wanted)
              ? new Progress(stage, watch, paused, wanted, runs, latest, inCharge)
              : this;
    };
  }
}
