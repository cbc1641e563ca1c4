package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.DecisionComparison;
import io.millrace.cli.cluster.LayoutsRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whether it makes a difference how the stages are laid out: what `millrace bench layouts` asks of
/// many events.
class LayoutsIT {
  private static final int EVENTS = 3_000;

  @Test
  void decideTheSameEventsAlike() throws Exception {
    try (LayoutsRun run =
        LayoutsRun.simulated(
            Repository.pipeline("card-fraud"),
            RunFolder.empty(getClass()),
            Transactions.WORLD,
            EVENTS)) {
      DecisionComparison.Report report = run.compare();

      assertThat(report)
          .isEqualTo(new DecisionComparison.Report(EVENTS, EVENTS, EVENTS, 0, 0, List.of()));
    }
  }
}
