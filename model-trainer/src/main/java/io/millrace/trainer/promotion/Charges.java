package io.millrace.trainer.promotion;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.runtime.Releases;
import io.millrace.trainer.promotion.Move.Drop;
import io.millrace.trainer.promotion.Move.Promote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts releases in charge and takes them out of it. Each can be done again: what was done already
/// is found and told.
final class Charges {
  private static final Logger LOG = LoggerFactory.getLogger(Charges.class);

  private final Registry registry;

  Charges(Registry registry) {
    this.registry = registry;
  }

  /// What is in charge.
  ///
  /// @param assignment the number of the latest assignment, 0 before the first one
  record Standing(int release, int assignment) {}

  Standing standing() {
    List<Assignment> all = registry.assignments();
    return new Standing(release(all, 1), latest(all));
  }

  private static int latest(List<Assignment> all) {
    return all.isEmpty() ? 0 : all.getLast().number();
  }

  private static int release(List<Assignment> all, int fromLast) {
    return all.size() < fromLast ? Releases.FOLDER : all.get(all.size() - fromLast).release();
  }

  /// Tells what is found in charge.
  ///
  /// @param isFirst whether nothing is known of what was there before
  Assigned notice(boolean isFirst, Instant at) {
    List<Assignment> all = registry.assignments();
    int release = release(all, 1);
    if (all.isEmpty()) {
      return new Assigned(at, release, release, 0, Cause.ASSIGN, "the folder");
    }
    Assignment last = all.getLast();
    int previous = isFirst ? release : release(all, 2);
    return new Assigned(at, release, previous, last.number(), last.cause(), last.reason());
  }

  /// Has a candidate asked beside what is in charge, once it is admitted. Empty while it cannot be:
  /// nobody's challenger is put aside for it.
  Optional<LearningEvent> askBeside(Stage.Candidate candidate, Instant at) {
    List<Assignment> all = registry.assignments();
    Challenger challenger = all.isEmpty() ? null : all.getLast().challenger();
    if (challenger != null) {
      return challenger.release() == candidate.release()
          ? Optional.of(shadowed(candidate, at, all.getLast()))
          : Optional.empty();
    }
    int after = latest(all);
    return switch (registry.admission(candidate.release())) {
      case Answer.Admitted(int instances) ->
          instances == 0
              ? notYet(candidate.release(), "no service of the stream is running")
              : registry
                  .assign(
                      release(all, 1),
                      new Challenger(candidate.release(), 0),
                      "run %d is asked beside".formatted(candidate.run()),
                      after)
                  .map(assignment -> shadowed(candidate, at, assignment));
      case Answer.Refused refused ->
          Optional.of(refused(candidate.run(), at, candidate.release(), refused));
      case Answer.Silent silent -> notYet(candidate.release(), "silent: " + silent.instances());
      case Answer.Absent absent -> notYet(candidate.release(), "not running: " + absent.services());
    };
  }

  private static LearningEvent refused(int run, Instant at, int release, Answer.Refused refused) {
    String reason = "%s cannot serve it: %s".formatted(refused.instance(), refused.reason());
    return new Dropped(run, at, release, reason);
  }

  private static LearningEvent shadowed(
      Stage.Candidate candidate, Instant at, Assignment assignment) {
    return new Shadowed(candidate.run(), at, candidate.release(), assignment.number());
  }

  private static Optional<LearningEvent> notYet(int release, String why) {
    LOG.warn("release {} waits for admission; {}", release, why);
    return Optional.empty();
  }

  /// Has a candidate take over, once it is admitted: instances may have come since it was tried.
  /// Empty where something else was assigned meanwhile.
  Optional<LearningEvent> promote(Promote move, Instant at) {
    List<Assignment> all = registry.assignments();
    int after = latest(all);
    if (release(all, 1) == move.release()) {
      return Optional.of(promoted(move, at, release(all, 2), after));
    }
    return switch (registry.admission(move.release())) {
      case Answer.Admitted _ ->
          registry
              .assign(move.release(), null, "run %d takes over".formatted(move.run()), after)
              .map(assignment -> promoted(move, at, release(all, 1), assignment.number()));
      case Answer.Refused refused -> Optional.of(refused(move.run(), at, move.release(), refused));
      case Answer.Silent silent -> notYet(move.release(), "silent: " + silent.instances());
      case Answer.Absent absent -> notYet(move.release(), "not running: " + absent.services());
    };
  }

  private static LearningEvent promoted(Promote move, Instant at, int previous, int assignment) {
    return new Promoted(move.run(), at, move.release(), previous, assignment);
  }

  LearningEvent drop(Drop move, Instant at) {
    registry.withdraw(move.release(), "run %d: %s".formatted(move.run(), move.reason()));
    return new Dropped(move.run(), at, move.release(), move.reason());
  }

  /// Takes what has proved worse out of charge. Empty where it is in none any more.
  Optional<LearningEvent> rollBack(Watch watch, Instant at, Gate gate) {
    return registry
        .withdraw(watch.release(), gate.name() + ": " + gate.evidence())
        .map(assignment ->
            new RolledBack(watch.run(), at, watch.release(), assignment.release(), List.of(gate)));
  }
}
