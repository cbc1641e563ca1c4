package io.millrace.cli.console;

import java.time.Duration;
import java.util.OptionalLong;

/// How far a service is behind in one partition, told from its commits.
///
/// A service commits every few seconds, so what it has committed is mostly older than what it has
/// done. Only when a commit has just come do the two agree: what the partition held then beyond it
/// is the lag, until the next one. A service that has not committed for long, or does not run, is
/// as far behind as it looks.
final class CommitLag {
  /// Longer than any profile takes between two commits.
  private static final Duration STALE = Duration.ofSeconds(15);

  private long committed = -1;
  private long lastEnd = -1;
  private long since;
  private boolean isKnown;
  private long lag;

  /// Takes a later observation.
  ///
  /// @param next what the service will read next
  /// @param end where the partition ends
  /// @param isRunning whether the service runs
  void take(long nanos, long next, long end, boolean isRunning) {
    long open = Math.max(0, end - next);
    if (committed < 0) {
      since = nanos;
    } else if (next != committed) {
      since = nanos;
      isKnown = true;
      lag = Math.max(0, lastEnd - next);
    }
    if (open == 0 || !isRunning || nanos - since > STALE.toNanos()) {
      isKnown = true;
      lag = open;
    }
    lag = Math.min(lag, open);
    committed = next;
    lastEnd = end;
  }

  /// How many records it has yet to read; empty before the first commit that was seen.
  OptionalLong lag() {
    return isKnown ? OptionalLong.of(lag) : OptionalLong.empty();
  }
}
