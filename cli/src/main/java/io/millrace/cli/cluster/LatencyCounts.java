package io.millrace.cli.cluster;

import java.util.concurrent.atomic.AtomicLongArray;

/// Latencies counted by the millisecond: exact percentiles up to a minute, in constant memory.
///
/// One thread records, others may ask meanwhile.
final class LatencyCounts {
  private static final int LIMIT_MS = 60_000;

  private final AtomicLongArray counts = new AtomicLongArray(LIMIT_MS + 1);

  /// Counts a latency; those above a minute count as a minute.
  void record(long millis) {
    counts.incrementAndGet(Math.clamp(millis, 0, LIMIT_MS));
  }

  /// The nearest-rank percentile in milliseconds; 0 of nothing.
  long percentile(double percent) {
    long total = 0;
    for (int i = 0; i <= LIMIT_MS; i++) {
      total += counts.get(i);
    }
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
    long seen = 0;
    for (int millis = 0; millis <= LIMIT_MS; millis++) {
      seen += counts.get(millis);
      if (seen >= rank) {
        return millis;
      }
    }
    return 0;
  }
}
