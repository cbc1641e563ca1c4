package io.millrace.model;

import io.millrace.runtime.Releases;

/// Sees how often a release's model fails, and has the release withdrawn when that is too often.
///
/// It goes by the events that this instance asked the model about, the last ones only. Safe for use
/// by several threads.
final class FailureWatch {
  /// The events that are gone by.
  private static final int LAST = 1_000;

  /// So many failures of them are too many: one in twenty.
  private static final int MOST = LAST / 20;

  private final int release;
  private final Releases releases;
  private final boolean[] failed = new boolean[LAST];
  private int next;
  private int failures;
  private boolean withdrawn;

  FailureWatch(int release, Releases releases) {
    this.release = release;
    this.releases = releases;
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
          "it failed for %d of the last %d events, at last with: %s".formatted(MOST, LAST, reason));
    }
  }

  /// Returns whether it is time to withdraw; once.
  private synchronized boolean take(boolean failure) {
    failures += (failure ? 1 : 0) - (failed[next] ? 1 : 0);
    failed[next] = failure;
    next = (next + 1) % LAST;
    boolean now = failures >= MOST && !withdrawn;
    withdrawn |= now;
    return now;
  }
}
