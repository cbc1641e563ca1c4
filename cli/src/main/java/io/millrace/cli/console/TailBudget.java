package io.millrace.cli.console;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How many records of each topic are read in a second: enough to tell what there is like, and so
/// few that reading them costs nobody anything.
///
/// What exceeds it is passed over, and reading goes on at the end of the topic with the next
/// second.
final class TailBudget {
  private static final long SECOND = 1_000_000_000L;

  private final int perSecond;
  private final Map<String, Integer> read = new HashMap<>();
  private final Set<String> exhausted = new HashSet<>();
  private long second;

  /// @param perSecond records of one topic
  /// @param nanos now
  TailBudget(int perSecond, long nanos) {
    this.perSecond = perSecond;
    this.second = nanos;
  }

  /// Counts a record that was read.
  void count(String topic) {
    if (read.merge(topic, 1, Integer::sum) >= perSecond) {
      exhausted.add(topic);
    }
  }

  /// The topics of which no more may be read in this second.
  Set<String> exhausted() {
    return Set.copyOf(exhausted);
  }

  /// Begins the next second if it is due; returns the topics of which more may be read again.
  Set<String> renewed(long nanos) {
    if (nanos - second < SECOND) {
      return Set.of();
    }
    Set<String> again = Set.copyOf(exhausted);
    second = nanos;
    read.clear();
    exhausted.clear();
    return again;
  }
}
