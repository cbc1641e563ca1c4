package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.Median;
import io.millrace.cli.JsonText;
import java.util.List;
import java.util.Locale;

/// What `bench swaps` found.
///
/// @param rate events a second
/// @param lost events without a decision
/// @param doubled second decisions
/// @param mislabelled predictions of another release than the one in charge
record SwapReport(int rate, List<Run> runs, long lost, long doubled, long mislabelled) {

  SwapReport {
    runs = List.copyOf(runs);
  }

  /// A run at the rate.
  ///
  /// @param swaps how many assignments were made meanwhile
  /// @param residentMb memory of the process at its end, in MB
  record Run(int swaps, Latency latency, long residentMb) {}

  /// The median p99 of the runs with swaps over that of those without.
  double p99Ratio() {
    return p99(true) / p99(false);
  }

  /// How much two undisturbed runs differ by: the greatest of their p99 over the least.
  double undisturbedRatio() {
    List<Double> plain = p99s(false);
    double least = plain.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    double greatest = plain.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    return greatest / least;
  }

  /// Resident memory at the end of the last run over that at the end of the first.
  double rssGrowth() {
    return (double) runs.getLast().residentMb() / runs.getFirst().residentMb();
  }

  private double p99(boolean withSwaps) {
    return Median.of(p99s(withSwaps));
  }

  private List<Double> p99s(boolean withSwaps) {
    return runs.stream()
        .filter(run -> run.swaps() > 0 == withSwaps)
        .map(run -> run.latency().p99())
        .toList();
  }

  String json() {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("lost", lost);
      out.writeNumberField("doubled", doubled);
      out.writeNumberField("mislabelled", mislabelled);
      MeasuredJson.write(out, "p99_ratio", p99Ratio());
      MeasuredJson.write(out, "undisturbed_ratio", undisturbedRatio());
      MeasuredJson.write(out, "rss_growth", rssGrowth());
      out.writeNumberField("rate", rate);
      out.writeArrayFieldStart("runs");
      for (Run run : runs) {
        out.writeStartObject();
        out.writeNumberField("swaps", run.swaps());
        MeasuredJson.write(out, run.latency());
        out.writeNumberField("resident_mb", run.residentMb());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d events/s%n%6s %10s %8s %10s %10s %10s%n",
            rate,
            "swaps",
            "events",
            "missing",
            "p50 ms",
            "p99 ms",
            "RSS MB"));
    for (Run run : runs) {
      text.append(
          String.format(
              Locale.ROOT,
              "%6d %,10d %8d %10.1f %10.1f %,10d%n",
              run.swaps(),
              run.latency().events(),
              run.latency().missing(),
              run.latency().p50(),
              run.latency().p99(),
              run.residentMb()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "lost %d, doubled %d, mislabelled %d%np99 with swaps over without: %.2f"
                + " (undisturbed runs differ by %.2f)%nresident memory grew by %.2f",
            lost,
            doubled,
            mislabelled,
            p99Ratio(),
            undisturbedRatio(),
            rssGrowth()));
    return text.toString();
  }
}
