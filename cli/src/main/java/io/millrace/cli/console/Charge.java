package io.millrace.cli.console;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.ReleaseLog;
import java.util.Locale;
import java.util.Optional;

/// Which release is in charge, and which is tried beside it.
///
/// @param release its number; 0 is the folder that the services were started with
/// @param note what whoever published it says of it; empty for nothing
/// @param challenger a shadow or canary, empty without one
/// @param why what brought it about, and why; empty if nothing was ever assigned
record Charge(int release, String note, Optional<Challenger> challenger, String why) {
  /// Before anything is assigned.
  static final Charge FOLDER = new Charge(0, "", Optional.empty(), "");

  /// What was assigned last.
  static Charge of(ReleaseLog log) {
    return log.latestAssignment().map(assignment -> of(assignment, log)).orElse(FOLDER);
  }

  private static Charge of(Assignment assignment, ReleaseLog log) {
    String cause = assignment.cause().name().toLowerCase(Locale.ROOT);
    return new Charge(
        assignment.release(),
        log.manifest(assignment.release()).map(Manifest::note).orElse(""),
        Optional.ofNullable(assignment.challenger()),
        assignment.reason().isEmpty() ? cause : cause + ": " + assignment.reason());
  }
}
