package io.millrace.benchmarks;

import java.util.Arrays;

/// Latencies of events at one rate, in milliseconds.
///
/// @param events how many were measured
/// @param missing how many did not come out in time
public record Latency(
    int events, int missing, double p50, double p95, double p99, double p999, double max) {

  /// The percentiles of latencies in nanoseconds; a negative one stands for an event that is
  /// missing.
  public static Latency of(long[] nanos) {
    long[] sorted = Arrays.stream(nanos).filter(n -> n >= 0).sorted().toArray();
    return new Latency(
        sorted.length,
        nanos.length - sorted.length,
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99),
        percentile(sorted, 99.9),
        percentile(sorted, 100));
  }

  /// The nearest-rank percentile, in milliseconds; NaN of nothing.
  private static double percentile(long[] sorted, double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
