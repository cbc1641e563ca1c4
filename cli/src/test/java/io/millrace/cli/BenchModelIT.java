package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `millrace bench model`, in small.
@ExtendWith(AtHome.class)
class BenchModelIT {
  @TempDir private Path data;

  @Test
  void predictsImagesFromKafkaToKafka() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "model",
            "--models=ffnn",
            "--events=1000",
            "--rounds=1",
            "--json",
            "--data=" + data.resolve("run"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .matches(
            "\\{\"ffnn\":\\{\"rows_per_s_single\":[1-9]\\d+,\"rows_per_s_batched\":[1-9]\\d+,"
                + "\"events_per_s_kafka_to_kafka\":[1-9]\\d+}}\\s*");
  }
}
