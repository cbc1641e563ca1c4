package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
  void switchesToOtherFrauds() throws IOException {
    Path file = folder.resolve("drift.csv");

    CommandRun run =
        CommandRun.of(
            "simulate",
            "--days=3",
            "--customers=50",
            "--terminals=500",
            "--switch-on=2018-04-02",
            "--output=" + file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains(",2018-04-01T"))
        .isNotEmpty()
        .noneMatch(line -> line.endsWith(",4"));
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains(",2018-04-0") && !line.contains(",2018-04-01T"))
        .anyMatch(line -> line.endsWith(",1,4"))
        .allMatch(line -> line.endsWith(",0,0") || line.endsWith(",1,4"));
  }

  @Test
  void saysWhoReportsAndIsWrongFromADayOn() throws IOException {
    Path file = folder.resolve("wrong.csv");

    CommandRun run =
        CommandRun.of(
            "simulate",
            "--days=2",
            "--customers=50",
            "--terminals=500",
            "--wrong-reports=1",
            "--wrong-from=2018-04-02",
            "--output=" + file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.getFirst()).endsWith(",fraud,scenario,reported_by");
    assertThat(lines)
        .filteredOn(line -> line.contains(",2018-04-01T"))
        .anyMatch(line -> line.endsWith(",0,0,bank"))
        .noneMatch(line -> line.contains(",1,0,"));
    assertThat(lines)
        .filteredOn(line -> line.contains(",2018-04-02T"))
        .anyMatch(line -> line.endsWith(",0,0,bank"))
        .anyMatch(line -> line.endsWith(",1,0,desk"))
        .noneMatch(line -> line.endsWith(",0,0,desk"));
  }

  @Test
  void refusesWhatContradictsItself() {
    String file = folder.resolve("t.csv").toString();

    assertThat(refused("--days", "1", "--output", file, "--bootstrap", "localhost:1"))
        .contains("--output FILE writes to no brokers");
    assertThat(refused("--pipeline", "src/test/resources/cards", "--wrong-reports", "0.3"))
        .contains("--wrong-reports goes to a file: add --output FILE");
    assertThat(refused("--days", "1", "--output", file, "--wrong-from", "2018-04-02"))
        .contains("--wrong-from DAY needs --wrong-reports SHARE");
    assertThat(refused("--days", "1", "--output", file, "--wrong-reports", "30"))
        .contains("a share from 0 to 1, not 30.0: 0.3 is 30%");
  }

  private static String refused(String... options) {
    CommandRun run =
        CommandRun.of(
            Stream.concat(Stream.of("simulate"), Stream.of(options)).toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    return run.err();
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
