package io.millrace.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.release.ReleaseComparison.Report;
import io.millrace.cli.release.ReleaseComparison.Summary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareCommandTest {
  private static final Summary TIMED = summary(3, Map.of(0.5, 1_412.0, 0.99, 9_000.0));
  private static final Summary NOT_TIMED = summary(4, Map.of());
  private static final Report REPORT =
      new Report(2, TIMED, NOT_TIMED, 0.0, 0.0, 0, Map.of("APPROVE", Map.of("APPROVE", 2L)));

  @Test
  void saysHowLongAModelTookOrThatNobodyMeasured() {
    String text = CompareCommand.text(REPORT);

    assertThat(text.lines().filter(line -> line.contains("inference")))
        .containsExactly("  inference  p50 1,412 µs  p99 9,000 µs", "  inference  not measured");
  }

  @Test
  void leavesTimesOutOfTheJsonThatNobodyMeasured() {
    String json = CompareCommand.json(REPORT);

    assertThat(json)
        .contains(
            "\"score_quantiles\":{\"0.5\":0.2},"
                + "\"inference_us_p50\":1412,\"inference_us_p99\":9000},{\"release\":4,")
        .containsOnlyOnce("inference_us_p50")
        .containsOnlyOnce("inference_us_p99");
  }

  private static Summary summary(int release, Map<Double, Double> inferenceMicros) {
    return new Summary(release, 1, 2, 0, Map.of(0.5, 0.2), inferenceMicros);
  }
}
