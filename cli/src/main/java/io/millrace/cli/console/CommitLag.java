package io.millrace.cli.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private static final Duration TOLERATED = Duration.ofSeconds(10);

  /// From the last one that is older than what is tolerated, to the one before now.
  private final Deque<End> ends = new ArrayDeque<>();

  private long committed = -1;
  private long since;
  private boolean isKnown;
  private boolean isBehind;
  private long lag;

  private record End(long nanos, long offset) {}

  /// Takes a later observation.
  ///
  /// @param next what the service will read next
  /// @param end where the partition ends
  /// @param isRunning whether the service runs
  void take(long nanos, long next, long end, boolean isRunning) {
    long open = Math.max(0, end - next);
    boolean isFirst = committed < 0;
    if (isFirst || next != committed) {
      since = nanos;
    }
    boolean isTaken = open == 0 || !isRunning || nanos - since > STALE.toNanos();
    if (isTaken) {
      know(nanos, next, open);
    } else if (!isFirst && next != committed) {
      know(nanos, next, Math.max(0, ends.getLast().offset() - next));
    }
    lag = Math.min(lag, open);
    committed = next;
    remember(nanos, end);
  }

  private void know(long nanos, long next, long records) {
    isKnown = true;
    lag = records;
    End old = ends.peekFirst();
    isBehind = old != null && isOld(old, nanos) && next < old.offset();
  }

  private void remember(long nanos, long end) {
    ends.addLast(new End(nanos, end));
    while (ends.size() > 1 && isOld(ends.stream().skip(1).findFirst().orElseThrow(), nanos)) {
      ends.removeFirst();
    }
  }

  private static boolean isOld(End end, long nanos) {
    return nanos - end.nanos() >= TOLERATED.toNanos();
  }

  /// How many records it has yet to read; empty before the first commit that was seen.
  OptionalLong lag() {
    return isKnown ? OptionalLong.of(lag) : OptionalLong.empty();
  }

  /// Whether it had not done what was there ten seconds before.
  boolean isBehind() {
    return isBehind;
  }
}
