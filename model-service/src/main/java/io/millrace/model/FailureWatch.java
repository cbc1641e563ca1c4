package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.runtime.Releases;
import java.util.Arrays;

/// Sees how often a release's model fails, and has the release withdrawn when that is too often.
///
/// It goes by the events that this instance asked the model about, the last ones only. Safe for use
/// by several threads.
final class FailureWatch {
  private final int release;
  private final Releases releases;
  private final Withdrawal bound;
  private final boolean[] failed;
  private int next;
  private int failures;
  private boolean withdrawn;

  FailureWatch(int release, Withdrawal bound, Releases releases) {
    this.release = release;
    this.bound = bound;
    this.failed = new boolean[bound.of()];
    this.releases = releases;
  }

  /// The release was put in charge, perhaps again: what was before counts no more.
  synchronized void assigned() {
    Arrays.fill(failed, false);
    failures = 0;
    withdrawn = false;
  }

  /// The model gave a usable answer.
  void answered() {
    take(false);
  }

  /// The model gave none.
  void failed(String reason) {
    if (take(true)) {
      releases.withdraw(
          release,
          "its model failed for %d of the last %d events, at last with: %s"
              .formatted(bound.failures(), bound.of(), reason));
    }
  }

  /// Returns whether it is time to withdraw; once for each time that it is assigned.
  private synchronized boolean take(boolean failure) {
    failures += (failure ? 1 : 0) - (failed[next] ? 1 : 0);
    failed[next] = failure;
    next = (next + 1) % failed.length;
    boolean now = failures >= bound.failures() && !withdrawn;
    withdrawn |= now;
    return now;
  }
}
