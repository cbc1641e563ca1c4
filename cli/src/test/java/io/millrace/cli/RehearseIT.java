package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `millrace rehearse`, in small.
@ExtendWith(AtHome.class)
class RehearseIT {
  @TempDir private Path data;

  @Test
  void runsBothLayoutsAndLeavesNothing() {
    CommandRun run =
        CommandRun.of("rehearse", "--seconds=1", "--rate=50", "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("rehearsed: separate", "rehearsed: composed");
    assertThat(data.resolve("run")).isEmptyDirectory();
  }
}
