package io.millrace.trainer;

import org.jspecify.annotations.Nullable;

/// What to train.
///
/// @param name of the model, usually the pipeline's
/// @param days to learn from
/// @param holdout later days to judge the model on, absent for none
/// @param parameters of the learner
/// @param stopsEarly whether the holdout says how many of the trees are kept
public record TrainingPlan(
    String name,
    DayRange days,
    @Nullable DayRange holdout,
    XgboostParameters parameters,
    boolean stopsEarly) {

  /// One whose trees are all kept.
  public TrainingPlan(
      String name, DayRange days, @Nullable DayRange holdout, XgboostParameters parameters) {
    this(name, days, holdout, parameters, false);
  }

  public TrainingPlan {
    if (holdout != null && !holdout.from().isAfter(days.to())) {
      throw new IllegalArgumentException(
          "the holdout %s begins before the training days %s are over: a fair test is of later days"
              .formatted(holdout, days));
    }
  }
}
