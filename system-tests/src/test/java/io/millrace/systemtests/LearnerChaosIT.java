package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.LearnerChaos;
import org.junit.jupiter.api.Test;

/// One run of the study that `millrace bench learner` makes of many.
class LearnerChaosIT {

  /// It is killed while it joins, while it marks an assignment, and when it has published.
  private static final long SEED = 1;

  @Test
  void learnsOnAndLosesNoOutcomeHoweverOftenItIsKilled() throws Exception {
    LearnerChaos chaos =
        new LearnerChaos(Repository.pipeline("card-fraud"), RunFolder.empty(getClass()));

    LearnerChaos.Result result = chaos.disturb(SEED);

    assertThat(result.killedAt()).contains("joining");
    assertThat(result.trainings()).isPositive();
    assertThat(chaos.examples()).isPositive();
    assertThat(result.different()).as("examples").isZero();
    assertThat(result.faults()).isEmpty();
  }
}
