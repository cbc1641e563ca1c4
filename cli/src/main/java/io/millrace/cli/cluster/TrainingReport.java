package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.Median;
import io.millrace.cli.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `bench training` found.
///
/// @param examples that each training learned from
/// @param rate events a second
/// @param runs without and with trainings, in turns
record TrainingReport(int examples, int rate, List<Run> runs) {

  TrainingReport {
    runs = List.copyOf(runs);
  }

  /// A run at the rate.
  ///
  /// @param trainings those beside it; absent where there were none
  record Run(Trainings.@Nullable Summary trainings, Latency latency) {}

  double without() {
    return Median.of(p99s(false));
  }

  double with() {
    return Median.of(p99s(true));
  }

  /// By what share trainings move the median p99.
  double change() {
    return with() / without() - 1;
  }

  /// By what share the p99 of two equal runs differ, of one without trainings and the next such:
  /// their median; NaN of a single one.
  double equalRunsDiffer() {
    List<Double> equal = p99s(false);
    List<Double> differences = new ArrayList<>();
    for (int i = 1; i < equal.size(); i++) {
      double one = equal.get(i - 1);
      double other = equal.get(i);
      differences.add(Math.max(one, other) / Math.min(one, other) - 1);
    }
    return differences.isEmpty() ? Double.NaN : Median.of(differences);
  }

  /// How many events came out of no run in time.
  long missing() {
    return runs.stream().mapToLong(run -> run.latency().missing()).sum();
  }

  private List<Double> p99s(boolean withTrainings) {
    return runs.stream()
        .filter(run -> (run.trainings() != null) == withTrainings)
        .map(run -> run.latency().p99())
        .toList();
  }

  String json() {
    return JsonText.of(out -> {
      out.writeStartObject();
      MeasuredJson.write(out, "p99_ms_without", without());
      MeasuredJson.write(out, "p99_ms_with", with());
      MeasuredJson.write(out, "change", change());
      MeasuredJson.write(out, "equal_runs_differ", equalRunsDiffer());
      out.writeNumberField("examples", examples);
      out.writeNumberField("rate", rate);
      out.writeArrayFieldStart("runs");
      for (Run run : runs) {
        Trainings.Summary trainings = run.trainings();
        out.writeStartObject();
        if (trainings != null) {
          out.writeNumberField("trainings", trainings.ended());
          MeasuredJson.write(out, "training_seconds", trainings.seconds());
          MeasuredJson.write(out, "training_share", trainings.share());
        }
        MeasuredJson.write(out, run.latency());
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
            "%,d events/s; each training learns from %,d examples%n%9s %9s %10s %8s %8s %8s%n",
            rate,
            examples,
            "trainings",
            "of time",
            "events",
            "missing",
            "p50 ms",
            "p99 ms"));
    for (Run run : runs) {
      Trainings.Summary trainings = run.trainings();
      text.append(
          String.format(
              Locale.ROOT,
              "%9d %8.0f%% %,10d %8d %8.1f %8.1f%n",
              trainings == null ? 0 : trainings.ended(),
              trainings == null ? 0 : 100 * trainings.share(),
              run.latency().events(),
              run.latency().missing(),
              run.latency().p50(),
              run.latency().p99()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "p99 without training %.1f ms, with %.1f ms: %+.0f%% (%s)",
            without(),
            with(),
            100 * change(),
            Double.isNaN(equalRunsDiffer())
                ? "more than one pair tells what two equal runs differ by"
                : String.format(
                    Locale.ROOT, "two equal runs differ by %.0f%%", 100 * equalRunsDiffer())));
    return text.toString();
  }
}
