package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `millrace bench training`, in small.
@ExtendWith(AtHome.class)
class BenchTrainingIT {
  private static final String WITHOUT = "\\{\"events\":1600,\"missing\":0,[^}]*}";
  private static final String WITH =
      "\\{\"trainings\":[1-9][^}]*\"training_share\":(0\\.[1-9]|1)[^}]*\"events\":1600,\"missing\":0,[^}]*}";

  @TempDir private Path data;

  @Test
  void trainsBesideEverySecondRunAndDecidesAll() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "training",
            "--examples=4000",
            "--seconds=8",
            "--pairs=2",
            "--rate=200",
            "--events=4000",
            "--json",
            "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("{\"p99_ms_without\":")
        .contains("\"change\":", "\"equal_runs_differ\":", "\"examples\":4000,")
        .containsPattern("\"runs\":\\[" + WITHOUT + "," + WITH + "," + WITH + "," + WITHOUT + "]}");
  }
}
