package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `millrace bench swaps`, in small.
@ExtendWith(AtHome.class)
class BenchSwapsIT {
  @TempDir private Path data;

  @Test
  void losesDoublesAndMislabelsNothing() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "swaps",
            "--swaps=8",
            "--seconds=10",
            "--pairs=1",
            "--rate=200",
            "--json",
            "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("{\"lost\":0,\"doubled\":0,\"mislabelled\":0,\"p99_ratio\":")
        .contains("\"rss_growth\":", "\"swaps\":0,")
        .containsPattern("\"swaps\":[1-9]");
  }
}
