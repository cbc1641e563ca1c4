package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `millrace bench`, in small: with enough events that each kind of work is met by several samples.
@ExtendWith(AtHome.class)
class BenchIT {
  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(strings = {"separate", "composed"})
  void tellsSpeedAndCostBesideTheFloor(String layout) {
    CommandRun run =
        CommandRun.of(
            "bench",
            "--layout=" + layout,
            "--events=10000",
            "--first-minute=1",
            "--warm-up=0",
            "--rounds=1",
            "--rates=100",
            "--seconds=2",
            "--json",
            "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("\"layout\":\"" + layout + "\"")
        .containsPattern("\"first_minute\":\\{\"ready_s\":[1-9].*\"seconds\":1,.*\"p99_9\":[1-9]")
        .contains("\"missing\":0")
        .contains("\"doubled\":0")
        .containsPattern("\"decisions_per_s\":[1-9]")
        .containsPattern("\"floor_events_per_s\":[1-9]")
        .containsPattern("\"p99_9\":[1-9]")
        .containsPattern("\"cpu_us_by_work\":\\{.*\"parse\":[1-9]")
        .containsPattern("\"allocated_bytes_per_event\":[1-9]")
        .containsPattern("\"records_per_event\":[1-9]")
        .containsPattern("\"requests_per_event\":[0-9.]*[1-9]");
  }
}
