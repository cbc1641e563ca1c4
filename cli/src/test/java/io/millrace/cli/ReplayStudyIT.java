package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `millrace replay-study`, in small: three weeks of few cards, of which a model soon learns.
class ReplayStudyIT {
  private static final Path PIPELINE = Path.of("../pipelines/card-fraud");

  @TempDir private Path folder;

  @Test
  void aPipelineWithoutAModelTrainsOneAndPutsItInCharge() throws IOException {
    Path table = folder.resolve("transactions.csv.gz");
    CommandRun simulation =
        CommandRun.of(
            "simulate",
            "--days=21",
            "--customers=500",
            "--terminals=1000",
            "--seed=3",
            "--output=" + table);
    assertThat(simulation.exitCode()).as(simulation.err()).isZero();

    CommandRun run =
        CommandRun.of(
            "replay-study",
            "--input=" + table,
            "--until=2018-04-21",
            "--label-delay=2d",
            "--pipeline=" + quickLearner(),
            "--data=" + folder.resolve("data"),
            "--output=" + folder.resolve("study"),
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("\"from\":\"2018-04-01\",\"until\":\"2018-04-21\",\"label_delay_days\":2.0")
        .contains("\"promotions\":[{\"run\":1,\"release\":1,")
        .containsPattern("\"day\":\"2018-04-(0[7-9]|1\\d)\"")
        .contains("\"from\":\"2018-04-01\",\"to\":\"2018-04-07\"")
        .containsPattern("\"to\":\"2018-04-21\".*\"releases\":\\[[^]]*[1-9]");
    assertThat(folder.resolve("study/result.json")).hasContent(run.out().strip());
    assertThat(folder.resolve("study/quality.svg")).content().contains("release 1 takes over");
    assertThat(folder.resolve("study/report.md"))
        .content()
        .startsWith(
            "    ./millrace replay-study --input transactions.csv.gz --until 2018-04-21 --label-delay 2d\n");
  }

  /// card-fraud, with less patience.
  private Path quickLearner() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("pipeline"));
    try (Stream<Path> files = Files.list(PIPELINE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path yaml = copy.resolve("pipeline.yaml");
    String text = Files.readString(yaml);
    String quick =
        text.replace("maturity: 7d", "maturity: 3d")
            .replace(
                "train: {every: 7d, trees: 100}", "train: {every: 5d, trees: 20, positives: 20}")
            .replace("promote: {shadow: 3d}", "promote: {shadow: 2d, confidence: 0.5, drift: 100}");
    assertThat(quick).contains("maturity: 3d", "positives: 20", "shadow: 2d");
    Files.writeString(yaml, quick);
    return copy;
  }
}
