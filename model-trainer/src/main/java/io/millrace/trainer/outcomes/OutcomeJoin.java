package io.millrace.trainer.outcomes;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.trainer.outcomes.OpenCase.Decided;
import io.millrace.trainer.outcomes.OpenCase.Predicted;
import io.millrace.trainer.outcomes.OpenCase.Reported;
import io.millrace.trainer.outcomes.OpenCases.Reminder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Brings predictions together with what the events turned out to be, and makes examples of them as
/// soon as they are mature.
///
/// Its [clock][EventClock] goes by the event times of predictions. When it has come to an event's
/// time and the maturity, the event is an example: with what was known by then, or negative if
/// nothing was. What becomes known later makes the example anew, until the span that models learn
/// from is over.
///
/// An example is made again rather than not: whoever reads them goes by the last one of an event.
/// So a case stays as it is once an example was made of it, and the reminder that made it stays
/// until that is committed: after a crash before then it makes it again.
final class OutcomeJoin {
  private final Maturity maturity;
  private final OpenCases cases;
  private final LongSupplier ticket;
  private final LongPredicate isCommitted;
  private final Consumer<Example> examples;
  private final Deque<Spent> spent = new ArrayDeque<>();
  private final EventClock clock;
  private @Nullable Reminder lastFollowed;

  /// @param ticket stands for what is done until the next commit
  /// @param isCommitted whether what a ticket stands for is committed
  /// @param examples takes what has matured
  OutcomeJoin(
      Maturity maturity,
      EventClock clock,
      OpenCases cases,
      LongSupplier ticket,
      LongPredicate isCommitted,
      Consumer<Example> examples) {
    this.maturity = maturity;
    this.cases = cases;
    this.ticket = ticket;
    this.isCommitted = isCommitted;
    this.examples = examples;
    this.clock = clock;
  }

  /// A reminder that was followed.
  private record Spent(long ticket, Reminder reminder) {}

  /// Goes on from the time to which events had come at the last commit.
  void resume(Instant time) {
    clock.resume(time);
  }

  /// The time to which events have come.
  Instant clock() {
    return clock.now();
  }

  void predicted(Prediction prediction, Position at) {
    Instant time = prediction.event().time();
    clock.see(time);
    Assessment shadow = prediction.shadow();
    Predicted predicted =
        new Predicted(
            prediction.event().entities(),
            prediction.features(),
            said(prediction.judged()),
            shadow == null ? null : said(shadow),
            at);
    update(open(prediction.event().id(), time).with(predicted));
    lookAtDue();
  }

  void decided(Decision decision) {
    update(open(decision.eventId(), decision.eventTime()).with(Decided.of(decision)));
  }

  void reported(Outcome outcome) {
    Report report = new Report(outcome.knownAt(), outcome.reporter());
    update(
        open(outcome.eventId(), outcome.eventTime())
            .with(new Reported(outcome.label(), report, outcome.source())));
  }

  private OpenCase open(String eventId, Instant eventTime) {
    OpenCase known = cases.find(eventId);
    return known == null ? OpenCase.of(eventId, eventTime) : known;
  }

  private static Said said(Assessment assessment) {
    return new Said(assessment.release(), assessment.outputs());
  }

  /// Keeps what a record has told of a case, and makes its example anew if it is mature.
  private void update(OpenCase open) {
    boolean isMature = maturity.isMature(open, clock.now());
    if (isMature && isDone(open)) {
      cases.remove(open.eventId());
      return;
    }
    keep(open);
    if (isMature) {
      make(open);
    }
  }

  private boolean isDone(OpenCase open) {
    return maturity.isOver(open, clock.now()) || !maturity.isWanted(open);
  }

  private void keep(OpenCase open) {
    cases.put(open);
    cases.remind(new Reminder(maturity.nextLook(open, clock.now()), open.eventId()));
  }

  private void lookAtDue() {
    forgetCommitted();
    for (Reminder reminder : cases.dueUntil(clock.now(), lastFollowed)) {
      lastFollowed = reminder;
      follow(reminder);
    }
    forgetCommitted();
  }

  private void follow(Reminder reminder) {
    OpenCase open = cases.find(reminder.eventId());
    if (open == null) {
      cases.forget(reminder);
    } else if (isDone(open)) {
      cases.remove(reminder.eventId());
      cases.forget(reminder);
    } else {
      keep(open);
      make(open);
      spent.add(new Spent(ticket.getAsLong(), reminder));
    }
  }

  private void make(OpenCase open) {
    Example example = maturity.example(open, clock.now());
    if (example != null) {
      examples.accept(example);
    }
  }

  private void forgetCommitted() {
    while (!spent.isEmpty() && isCommitted.test(spent.element().ticket())) {
      cases.forget(spent.remove().reminder());
    }
  }
}
