package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path folder;

  @Test
  void writesTheTableOfThePublishedData() throws IOException {
    Path file = folder.resolve("transactions.csv");

    CommandRun run =
        CommandRun.of(
            "simulate", "--events", "3", "--customers", "50", "--output", file.toString());

    assertThat(run.exitCode()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .isEqualTo("tx_id,event_time,customer_id,terminal_id,amount,fraud,scenario");
    assertThat(lines.get(1)).matches("0,2018-04-01T[0-9:]{8}Z,\\d+,\\d+,\\d+\\.\\d\\d,[01],[0-3]");
  }

  @Test
  void endsAfterTheDaysAskedFor() throws IOException {
    Path file = folder.resolve("transactions.csv.gz");

    CommandRun run =
        CommandRun.of("simulate", "--days", "2", "--customers", "50", "--output", file.toString());

    assertThat(run.exitCode()).isZero();
    try (GZIPInputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
      String last =
          new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList().getLast();
      assertThat(last).contains(",2018-04-02T");
    }
  }

  @Test
  void asksForAnEndOfAFile() {
    CommandRun run =
        CommandRun.of("simulate", "--output", folder.resolve("endless.csv").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--events N or --days D");
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    Path file = folder.resolve("no-such-folder/transactions.csv");

    CommandRun run = CommandRun.of("simulate", "--events", "3", "--output", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains(file.toString());
  }
}
