package io.millrace.trainer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What to judge a model on.
///
/// @param days the days of the test, which the model should not have seen
/// @param known whose events are left out of the test, absent for nobody's
public record EvaluationPlan(DayRange days, @Nullable KnownPositives known) {

  /// Entities known to be compromised before a day of the test, which a live system would have
  /// stopped.
  ///
  /// An entity is known on a day if it had a positive on the first day here or later, and more than
  /// `delayDays` days before.
  ///
  /// @param entity such as `card`
  /// @param from the first day whose positives count
  /// @param delayDays for how many whole days a label is not yet known
  public record KnownPositives(String entity, LocalDate from, int delayDays) {
    public KnownPositives {
      if (delayDays < 0) {
        throw new IllegalArgumentException(
            "the delay is " + delayDays + " days: a label is not known before its event");
      }
    }
  }
}
