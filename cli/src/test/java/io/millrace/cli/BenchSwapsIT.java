package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `millrace bench swaps`, in small.
class BenchSwapsIT {
  private static final String HOME = "millrace.home";

  @TempDir private Path data;

  @BeforeEach
  void beAtHome() {
    System.setProperty(HOME, "..");
  }

  @AfterEach
  void leave() {
    System.clearProperty(HOME);
  }

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
