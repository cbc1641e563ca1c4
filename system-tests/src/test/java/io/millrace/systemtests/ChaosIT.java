package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.ChaosRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One run for each service of the study that `millrace bench chaos` makes of many.
class ChaosIT {
  private static final long SEED = 1;

  @ParameterizedTest
  @CsvSource({
    "event-router, 5000",
    "processor-a, 10000",
    "model-service, 5000",
    "composed-pipeline, 5000",
    "model-trainer, 25000"
  })
  void writesTheSameHoweverOftenItIsKilled(String service, int events) throws Exception {
    try (ChaosRun chaos =
        new ChaosRun(
            service, Repository.pipeline("card-fraud"), RunFolder.empty(getClass()), events)) {
      ChaosRun.Result result = chaos.disturb(SEED);

      assertThat(result.killedAt()).isNotEmpty();
      assertThat(result.records()).as("some are written again").isGreaterThan(chaos.records());
      assertThat(result.different()).isZero();
      assertThat(result.excluded()).isZero();
    }
  }
}
