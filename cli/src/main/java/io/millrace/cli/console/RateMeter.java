package io.millrace.cli.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a total grows: over the last seconds, so that a number can be read before it changes.
final class RateMeter {
  private static final double SECOND = 1e9;

  private final long window;
  private final Deque<Reading> readings = new ArrayDeque<>();

  private record Reading(long nanos, long total) {}

  /// @param window how long a reading counts
  RateMeter(Duration window) {
    this.window = window.toNanos();
  }

  /// Takes a later reading. A total that falls begins anew: its topic was made again.
  void take(long nanos, long total) {
    if (!readings.isEmpty() && total < readings.getLast().total()) {
      readings.clear();
    }
    readings.addLast(new Reading(nanos, total));
    while (readings.size() > 2 && nanos - readings.getFirst().nanos() > window) {
      readings.removeFirst();
    }
  }

  /// By how much the total grows a second; 0 until there are two readings.
  double perSecond() {
    if (readings.size() < 2) {
      return 0;
    }
    Reading first = readings.getFirst();
    Reading last = readings.getLast();
    return (last.total() - first.total()) * SECOND / Math.max(1, last.nanos() - first.nanos());
  }
}
