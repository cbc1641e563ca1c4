package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.runtime.Releases;
import java.util.Arrays;

/// Sees how often a release's model fails, and has the release withdrawn when that is too often.
///
/// It goes by the events that this instance asked the model about, the last ones only, and of these
/// by those of the latest assignment: what failed before may have been mended since, though its
/// events are still to be read. Safe for use by several threads.
final class FailureWatch {
  private final int release;
  private final Releases releases;
  private final Withdrawal bound;
  private final boolean[] failed;
  private int assignment;
  private int next;
  private int failures;
  private boolean withdrawn;

  FailureWatch(int release, Withdrawal bound, Releases releases) {
    this.release = release;
    this.bound = bound;
    this.failed = new boolean[bound.of()];
    this.releases = releases;
  }

  /// There is an assignment of this number: what was under those before it counts no more.
  synchronized void assigned(int number) {
    if (number > assignment) {
      assignment = number;
      Arrays.fill(failed, false);
      failures = 0;
      withdrawn = false;
    }
  }

  /// The model gave a usable answer to an event of an assignment.
  void answered(int of) {
    take(of, false);
  }

  /// The model gave none.
  void failed(int of, String reason) {
    if (take(of, true)) {
      releases.withdraw(
          release,
          of,
          "its model failed for %d of the last %d events, at last with: %s"
              .formatted(bound.failures(), bound.of(), reason));
    }
  }

  /// Returns whether it is time to withdraw; once for each assignment.
  private synchronized boolean take(int of, boolean failure) {
    assigned(of);
    if (of < assignment) {
      return false;
    }
    failures += (failure ? 1 : 0) - (failed[next] ? 1 : 0);
    failed[next] = failure;
    next = (next + 1) % failed.length;
    boolean now = failures >= bound.failures() && !withdrawn;
    withdrawn |= now;
    return now;
  }
}
