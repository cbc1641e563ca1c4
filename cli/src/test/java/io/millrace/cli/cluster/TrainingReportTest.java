package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.Latency;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingReportTest {
  private static final Trainings.Summary TRAININGS = new Trainings.Summary(3, 12.5, 0.98);

  private final TrainingReport report =
      new TrainingReport(
          100_000,
          2_000,
          List.of(without(10), with(12), without(12), with(13), without(11), with(20)));

  @Test
  void holdsTheMediansAgainstEachOther() {
    assertThat(report.without()).isEqualTo(11);
    assertThat(report.with()).isEqualTo(13);
    assertThat(report.change()).isCloseTo(0.182, within(0.001));
  }

  @Test
  void saysHowMuchEqualRunsDiffer() {
    assertThat(report.equalRunsDiffer()).isCloseTo((0.2 + 1 / 11.0) / 2, within(0.001));
    TrainingReport onePair = new TrainingReport(1, 1, List.of(without(1), with(1)));
    assertThat(onePair.json()).contains("\"change\":0.0,\"equal_runs_differ\":null,");
    assertThat(onePair.text()).endsWith("(more than one pair tells what two equal runs differ by)");
  }

  @Test
  void tellsItAsTextAndAsJson() {
    assertThat(report.text())
        .contains("2,000 events/s; each training learns from 100,000 examples")
        .endsWith(
            "p99 without training 11.0 ms, with 13.0 ms: +18% (two equal runs differ by 15%)");
    assertThat(report.json())
        .startsWith(
            "{\"p99_ms_without\":11.0,\"p99_ms_with\":13.0,\"change\":0.182,\"equal_runs_differ\":0.145,")
        .contains(
            "{\"trainings\":3,\"training_seconds\":12.5,\"training_share\":0.98,\"events\":100,\"missing\":0,");
  }

  private static TrainingReport.Run without(double p99) {
    return new TrainingReport.Run(null, latency(p99));
  }

  private static TrainingReport.Run with(double p99) {
    return new TrainingReport.Run(TRAININGS, latency(p99));
  }

  private static Latency latency(double p99) {
    return new Latency(100, 0, 1, 2, p99, 30, 40);
  }
}
