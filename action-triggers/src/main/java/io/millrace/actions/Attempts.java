package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import org.apache.kafka.common.errors.InterruptException;

/// Tries an action until it is done, refused, or has failed as often as the schedule allows.
///
/// The caller waits: one dead target holds up what comes behind it, for as long as the schedule
/// takes.
final class Attempts {
  private final Performers performers;
  private final RetrySchedule schedule;
  private final Outside outside;

  Attempts(Performers performers, RetrySchedule schedule, Outside outside) {
    this.performers = performers;
    this.schedule = schedule;
    this.outside = outside;
  }

  /// What came of an action; it is not tried again after this.
  ActionResult make(Action action) {
    for (int number = 1; ; number++) {
      switch (performers.attempt(action)) {
        case Attempt.Succeeded(String answer) -> {
          return result(action, Status.PERFORMED, number, answer);
        }
        case Attempt.Refused(String answer) -> {
          return result(action, Status.FAILED, number, answer);
        }
        case Attempt.Failed(String answer) -> {
          if (number >= schedule.attempts()) {
            return result(action, Status.FAILED, number, answer);
          }
        }
      }
      pauseAfter(number);
    }
  }

  private static ActionResult result(Action action, Status status, int attempts, String answer) {
    return new ActionResult(action.eventId(), action.name(), status, attempts, answer);
  }

  /// An interrupt stops the service, and is not the action's fault: it stays uncommitted.
  private void pauseAfter(int attempt) {
    try {
      outside.sleeper().sleep(schedule.pauseAfter(attempt, outside.jitter().getAsDouble()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
