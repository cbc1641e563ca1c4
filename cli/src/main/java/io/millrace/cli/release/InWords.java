package io.millrace.cli.release;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import java.util.Locale;

/// Assignments as people read them.
final class InWords {

  private InWords() {}

  /// Such as `assignment 7: release 3 judges, release 4 as a canary of 10%`.
  static String of(Assignment assignment) {
    return "assignment %d: %s judges%s"
        .formatted(assignment.number(), release(assignment.release()), beside(assignment));
  }

  private static String beside(Assignment assignment) {
    Challenger challenger = assignment.challenger();
    if (challenger == null) {
      return "";
    }
    return challenger.isShadow()
        ? ", release %d in its shadow".formatted(challenger.release())
        : ", release %d as a canary of %d%%".formatted(challenger.release(), challenger.percent());
  }

  /// The same with what brought it about.
  static String withCause(Assignment assignment) {
    String cause = assignment.cause().name().toLowerCase(Locale.ROOT);
    String reason = assignment.reason().isEmpty() ? "" : ": " + assignment.reason();
    return "%s (%s%s)".formatted(of(assignment), cause, reason);
  }

  private static String release(int release) {
    return release == 0 ? "the folder" : "release " + release;
  }
}
