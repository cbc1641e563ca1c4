package io.millrace.cli.models;

import io.millrace.cli.models.ShownModel.Role;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.runtime.ReleaseLog;

/// What releases do by the latest assignment.
final class Roles {

  private Roles() {}

  static int inCharge(ReleaseLog log) {
    return log.latestAssignment().map(Assignment::release).orElse(0);
  }

  static Role of(int release, ReleaseLog log) {
    if (inCharge(log) == release) {
      return Role.IN_CHARGE;
    }
    Challenger challenger = log.latestAssignment().map(Assignment::challenger).orElse(null);
    if (challenger == null || challenger.release() != release) {
      return Role.NONE;
    }
    return challenger.isShadow() ? Role.SHADOW : Role.CANARY;
  }
}
