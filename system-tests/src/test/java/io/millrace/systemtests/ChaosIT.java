package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.ChaosRun;
import org.junit.jupiter.api.Test;

/// One run of the study that `millrace bench chaos` makes of many.
class ChaosIT {
  private static final int EVENTS = 30_000;
  private static final long SEED = 1;

  @Test
  void writesTheSameFeaturesHoweverOftenItIsKilled() throws Exception {
    try (ChaosRun chaos =
        new ChaosRun(Repository.pipeline("card-fraud"), RunFolder.empty(getClass()), EVENTS)) {
      ChaosRun.Result result = chaos.disturb(SEED);

      assertThat(result.killedAt()).isNotEmpty();
      assertThat(result.records()).as("some are written again").isGreaterThan(2L * EVENTS);
      assertThat(result.different()).isZero();
    }
  }
}
