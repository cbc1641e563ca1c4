package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Threads that have nothing else to do.
class IdleThreadsIT {

  /// Neither the linger nor a commit would send anything within the patience of the test.
  private static final Map<String, String> SENDS_BY_ITSELF_MUCH_LATER =
      Map.of("KAFKA_PRODUCER_LINGER_MS", "60000", "KAFKA_COMMIT_INTERVAL_MS", "600000");

  @ParameterizedTest
  @EnumSource(Layout.class)
  void sendWhatTheyHaveMade(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass()).resolve(layout.name());

    try (LocalRun run = LocalRun.configured(data, layout, SENDS_BY_ITSELF_MUCH_LATER)) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 20).iterator());
    }
  }
}
