package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Threads that have nothing else to do.
class IdleThreadsIT {

  /// Neither the linger nor a commit would send anything within the patience of the test.
  private static final Map<String, String> SENDS_BY_ITSELF_MUCH_LATER =
      Map.of("KAFKA_PRODUCER_LINGER_MS", "60000", "KAFKA_COMMIT_INTERVAL_MS", "600000");

  private static final Duration POLL = Duration.ofSeconds(5);

  /// The parts of a lone event may all have come between two ticks of the model service.
  @Test
  void comeBackToTheClockBeforeAPollIsOver() throws Exception {
    Path data = RunFolder.empty(getClass()).resolve("polls");
    Map<String, String> polls = Map.of("KAFKA_POLL_MS", Long.toString(POLL.toMillis()));

    try (LocalRun run = LocalRun.configured(data, Layout.separate, polls)) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 20).iterator());
      for (int lone = 20; lone < 28; lone++) {
        long start = System.nanoTime();
        run.decideEachOnce(Transactions.of(run.definition(), lone, 1).iterator());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(POLL.minusSeconds(1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void sendWhatTheyHaveMade(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass()).resolve(layout.name());

    try (LocalRun run = LocalRun.configured(data, layout, SENDS_BY_ITSELF_MUCH_LATER)) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 20).iterator());
    }
  }
}
