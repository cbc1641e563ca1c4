package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.runtime.StageMetrics;
import org.junit.jupiter.api.Test;

class MeasuredReleasesTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final MeasuredReleases releases =
      new MeasuredReleases(new StageMetrics(registry, Tags.of("service", "model-service")));

  @Test
  void aScrapeIsAsLongAfterAHundredReleasesAsAfterOne() {
    ReleaseMetrics inCharge = releases.take(0);
    inCharge.scoring().failed();
    int meters = registry.getMeters().size();

    for (int release = 1; release <= 100; release++) {
      ReleaseMetrics tried = releases.take(release);
      tried.scoring().failed();
      tried.close();
    }

    assertThat(registry.getMeters()).hasSize(meters);
    assertThat(failures(0)).isEqualTo(1);
  }

  @Test
  void keepsTheCountsOfAReleaseWhileSomebodyServesIt() {
    ReleaseMetrics first = releases.take(4);
    first.scoring().failed();
    ReleaseMetrics second = releases.take(4);

    first.close();
    second.scoring().failed();

    assertThat(failures(4)).isEqualTo(2);
  }

  @Test
  void beginsAnewWithAReleaseThatIsServedAgain() {
    ReleaseMetrics first = releases.take(4);
    first.scoring().failed();
    first.close();

    assertThat(registry.find("millrace.model.failures").counters()).isEmpty();
    releases.take(4).scoring().failed();
    assertThat(failures(4)).isEqualTo(1);
  }

  private double failures(int release) {
    return registry
        .get("millrace.model.failures")
        .tag("release", Integer.toString(release))
        .counter()
        .count();
  }
}
