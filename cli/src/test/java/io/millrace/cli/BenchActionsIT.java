package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `millrace bench actions`, in small.
@ExtendWith(AtHome.class)
class BenchActionsIT {
  @TempDir private Path data;

  @Test
  void everyActionArrivesUnderOneBodyWhateverIsKilled() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "actions",
            "--actions=300",
            "--kills=2",
            "--seconds=2",
            "--json",
            "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("\"actions\":300,\"delivered\":300,\"lost\":0,\"bodies_per_key_max\":1,")
        .containsPattern("\"healthy_p99_ratio\":[0-9.]*[1-9]")
        .contains("\"healthy_missing\":0")
        .contains("\"kills\":2");
  }
}
