package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.EngineScaling;
import io.millrace.benchmarks.WindowCost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureReportTest {
  private static final FeatureReport REPORT =
      new FeatureReport(
          new EngineScaling(6, 4),
          new EngineScaling(5, 4),
          new EngineScaling(7, 4),
          List.of(new WindowCost("Millrace", Duration.ofHours(1), 4, 3.25, 99.6, 1_000)),
          60_000.4,
          150_000.6);

  @Test
  void hasItsNumbersUnderTheirKeys() {
    assertThat(REPORT.json())
        .isEqualTo(
            """
            {"hot_key_ratio":1.5,"hot_key_us":6.0,"quiet_key_us":4.0,\
            "window_ratio":1.25,"window_ratio_own_log":1.75,\
            "updates_per_s":60000,"backfill_events_per_s":150001,\
            "table":[{"by":"Millrace","window":"1h","events":4,"us":3.25,\
            "state_bytes":100,"changelog_bytes":1000}]}\
            """);
  }

  @Test
  void isATableForPeople() {
    assertThat(REPORT.text())
        .contains("ratio 1.50")
        .contains("60,000 updates/s")
        .containsPattern("Millrace +1h +4 +3\\.3 +100 +1,000\n");
  }
}
