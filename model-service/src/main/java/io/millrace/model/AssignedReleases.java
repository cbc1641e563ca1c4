package io.millrace.model;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which releases are in charge by the latest assignment, told in metrics too. Before the first one
/// it is the folder alone.
final class AssignedReleases {
  private volatile @Nullable Assignment latest;

  AssignedReleases(StageMetrics metrics) {
    measure(metrics, "judge", this::judge);
    measure(metrics, "challenger", this::challenger);
  }

  private static void measure(StageMetrics metrics, String role, Supplier<Number> release) {
    metrics.gauge(
        "millrace.release.assigned",
        "The release in charge, or its challenger: NaN where there is none",
        release,
        "role",
        role);
  }

  void take(Assignment assignment) {
    latest = assignment;
  }

  /// The number of the latest assignment, 0 before the first.
  int number() {
    Assignment assignment = latest;
    return assignment == null ? 0 : assignment.number();
  }

  /// The releases that events are judged by, and tried on.
  Set<Integer> releases() {
    Assignment assignment = latest;
    if (assignment == null) {
      return Set.of(Releases.FOLDER);
    }
    Challenger challenger = assignment.challenger();
    return challenger == null
        ? Set.of(assignment.release())
        : Set.of(assignment.release(), challenger.release());
  }

  private Number judge() {
    Assignment assignment = latest;
    return assignment == null ? Releases.FOLDER : assignment.release();
  }

  private Number challenger() {
    Assignment assignment = latest;
    Challenger challenger = assignment == null ? null : assignment.challenger();
    return challenger == null ? Double.NaN : challenger.release();
  }
}
