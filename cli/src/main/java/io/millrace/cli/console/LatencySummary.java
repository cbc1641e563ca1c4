package io.millrace.cli.console;

import java.util.List;

/// How long events took from `raw` to their decision, in milliseconds.
///
/// @param measured how many decisions this was measured at
record LatencySummary(long p50, long p95, long p99, int measured) {

  /// Nearest-rank percentiles; of nothing all is 0.
  static LatencySummary of(List<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return new LatencySummary(
        percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99), sorted.length);
  }

  private static long percentile(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
  }
}
