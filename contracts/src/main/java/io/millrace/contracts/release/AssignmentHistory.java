package io.millrace.contracts.release;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was in charge, and what one comes back to: each assignment lies on those before it, and to
/// go back takes away what lies on top. What asks a release that was withdrawn is no more among
/// them.
public final class AssignmentHistory {

  /// What is in charge before anything is assigned: the folder that the services were started with.
  private static final Charge FOLDER = new Charge(0, null);

  private final List<Charge> charges = new ArrayList<>(List.of(FOLDER));
  private int number;

  private record Charge(int release, @Nullable Challenger challenger) {
    boolean asks(int other) {
      return release == other || (challenger != null && challenger.release() == other);
    }

    /// The release that was taken out of this charge, going by what came in its place.
    int withdrawnFor(Charge next) {
      return challenger != null && next.release() == release ? challenger.release() : release;
    }
  }

  /// @param assignments all of them, by number
  public AssignmentHistory(List<Assignment> assignments) {
    assignments.forEach(this::add);
  }

  private void add(Assignment assignment) {
    number = assignment.number();
    Charge charge = new Charge(assignment.release(), assignment.challenger());
    if (assignment.cause() == Cause.WITHDRAWAL) {
      int withdrawn = charges.getLast().withdrawnFor(charge);
      charges.removeIf(each -> each.asks(withdrawn));
    }
    int below = charges.lastIndexOf(charge);
    if (assignment.cause() != Cause.ASSIGN && below >= 0) {
      charges.subList(below + 1, charges.size()).clear();
    } else {
      charges.add(charge);
    }
  }

  /// The next assignment, of what somebody wants.
  public Assignment assign(int release, @Nullable Challenger challenger, String reason) {
    return next(new Charge(release, challenger), Cause.ASSIGN, reason);
  }

  /// The next assignment, of what was in charge before; empty if nothing was.
  public Optional<Assignment> rollback(String reason) {
    Charge last = charges.getLast();
    return charges.reversed().stream()
        .filter(charge -> !charge.equals(last))
        .findFirst()
        .map(charge -> next(charge, Cause.ROLLBACK, reason));
  }

  /// The next assignment, that takes a release out of charge; empty if it is in none, if there is
  /// nothing else to go back to, or if there is a later assignment than that under which it failed:
  /// it may be in charge anew, mended.
  public Optional<Assignment> withdraw(int release, int failedUnder, String reason) {
    Charge last = charges.getLast();
    if (failedUnder < number || !last.asks(release)) {
      return Optional.empty();
    }
    Optional<Charge> left =
        last.release() == release
            ? charges.reversed().stream().filter(charge -> !charge.asks(release)).findFirst()
            : Optional.of(new Charge(last.release(), null));
    return left.map(charge -> next(charge, Cause.WITHDRAWAL, reason));
  }

  private Assignment next(Charge charge, Cause cause, String reason) {
    return new Assignment(number + 1, charge.release(), charge.challenger(), cause, reason);
  }
}
