package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final String HEADER = "tx_id,event_time,customer_id,terminal_id,amount,fraud";
  private static final String PIPELINE = Cards.FOLDER.toString();

  @TempDir private Path folder;

  @Test
  void validateAcceptsAPipelineWithItsNumbers() {
    CommandRun run = CommandRun.of("validate", PIPELINE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("cards: valid (4 features, 2 rules, no model)");
  }

  @Test
  void validatePrintsEverythingThatIsWrong() throws IOException {
    Files.copy(Cards.FOLDER.resolve("event.schema.json"), folder.resolve("event.schema.json"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        Files.readString(Cards.FOLDER.resolve("pipeline.yaml"))
            .replace("window: 1d}", "window: 7x}"));

    CommandRun run = CommandRun.of("validate", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("pipeline.yaml:") && line.contains("'7x'"));
  }

  @Test
  void validateSaysThatTheFirstModelIsStillToBeTrained() throws IOException {
    Files.copy(Cards.FOLDER.resolve("event.schema.json"), folder.resolve("event.schema.json"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        Files.readString(Cards.FOLDER.resolve("pipeline.yaml"))
            + """
            model: {file: model.onnx, features: [amount], score: score}
            learning: {}
            """);

    CommandRun run = CommandRun.of("validate", folder.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "cards: valid (4 features, 2 rules, no model)",
            "no model yet: the first one is trained from what happens");
  }

  @Test
  void topicsShowsTheirSettings() {
    CommandRun run = CommandRun.of("topics", "--pipeline", PIPELINE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .contains(
            "cards.events-b partitions=4 max.message.bytes=2097152",
            "cards.events-a partitions=4 max.message.bytes=2097152 retention.ms=3196800000");
  }

  @Test
  void otherCommandsNameTheFirstThingThatIsWrongWithAPipeline() {
    CommandRun run =
        CommandRun.of("import", "any.csv", "--pipeline", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("there is no folder");
  }

  @Test
  void startRefusesServicesThatWouldDecideTwice() {
    CommandRun run =
        CommandRun.of(
            "start",
            "--pipeline=" + PIPELINE,
            "--services=ingestion-service,composed-pipeline",
            "--data=" + folder);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("those of two layouts would both decide each event");
  }

  @Test
  void backfillWritesATableThatReadsBack() throws IOException {
    Path input =
        Cards.table(
            folder,
            "in.csv",
            HEADER,
            "1,2018-06-01T10:00:00Z,42,7,1.5,0",
            "2,2018-06-01T10:00:01Z,42,7,-1,0",
            "3,2018-06-01T10:00:02Z,42,7,2.5,1");
    Path output = folder.resolve("out.csv");

    CommandRun run =
        CommandRun.of(
            "backfill",
            "--pipeline",
            PIPELINE,
            "--input",
            input.toString(),
            "--output",
            output.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("left out: 1 events");
    assertThat(Files.readAllLines(output))
        .isEqualTo(
            List.of(
                "event_id,event_time,card_count_1d,card_mean_1d,terminal_risk_30d,amount,label,card,terminal",
                "1,2018-06-01T10:00:00Z,1.0,1.5,0.0,1.5,0.0,42,7",
                "3,2018-06-01T10:00:02Z,2.0,2.0,0.0,2.5,1.0,42,7"));
  }

  @Test
  void backfillTakesTablesOrTheTopicOfFeatures() {
    assertThat(backfill("--input", "raw").exitCode()).isEqualTo(2);
    assertThat(backfill("--input", "raw").err())
        .startsWith(
            "millrace: --input raw: name tables (.csv, .csv.gz), or the topics that features are computed of: events-a, or in the composed layout events,enriched");
    assertThat(backfill("--input", "events-a,more.csv").err())
        .startsWith("millrace: --input events-a,more.csv: name tables");
    assertThat(backfill("--input", "events-a", "--map", "a=b").err())
        .startsWith("millrace: --feedback-after and --map are for tables");
  }

  @Test
  void backfillLeavesItsOutputAloneWhereNoBrokerAnswers() throws IOException {
    Path output = Files.writeString(folder.resolve("out.csv"), "precious");

    CommandRun run =
        backfill(
            "--input",
            "cards.events-a",
            "--bootstrap",
            "localhost:1",
            "--output",
            output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no Kafka broker answers at localhost:1");
    assertThat(output).hasContent("precious");
  }

  private CommandRun backfill(String... arguments) {
    List<String> all = new ArrayList<>(List.of("backfill", "--pipeline", PIPELINE));
    all.addAll(List.of(arguments));
    if (!all.contains("--output")) {
      all.addAll(List.of("--output", folder.resolve("out.csv").toString()));
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void importSaysInOneLineThatNoBrokerAnswers() throws IOException {
    Path input = Cards.table(folder, "in.csv", HEADER, "1,2018-06-01T10:00:00Z,42,7,0.1,0");

    CommandRun run =
        CommandRun.of(
            "import", input.toString(), "--pipeline", PIPELINE, "--bootstrap", "localhost:1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "millrace: no Kafka broker answers at localhost:1: start one (millrace start), or name another with --bootstrap HOST:PORT");
  }

  @Test
  void importRefusesABootstrapThatIsNone() throws IOException {
    Path input = Cards.table(folder, "in.csv", HEADER, "1,2018-06-01T10:00:00Z,42,7,0.1,0");

    CommandRun run =
        CommandRun.of(
            "import", input.toString(), "--pipeline", PIPELINE, "--bootstrap", "localhost");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("millrace: Kafka at localhost cannot be used: ");
  }

  @Test
  void durationsThatAreNoneExitWith2() {
    CommandRun run =
        CommandRun.of("import", "any.csv", "--pipeline", PIPELINE, "--feedback-after", "1 week");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'1 week' is no duration").contains("such as 7d");
  }

  @Test
  void redriveAsksWhichDeadLetters() {
    CommandRun none = deadLetters("redrive");
    CommandRun both = deadLetters("redrive", "--all", "--stage", "action-triggers");

    assertThat(List.of(none.exitCode(), both.exitCode())).containsOnly(2);
    assertThat(none.err()).startsWith("millrace: say which dead letters to redrive: positions,");
    assertThat(both.err()).startsWith("millrace: say which dead letters to redrive: positions,");
  }

  @Test
  void deadLettersAreNamedAsTheyAreListed() {
    CommandRun text = deadLetters("show", "forty-two");
    CommandRun otherTopic = deadLetters("redrive", "cards.raw-1@42");
    CommandRun noTime =
        deadLetters("list", "--to", "2026-11-22T10:00:00Z", "--from", "2026-11-23T10:00:00Z");

    assertThat(List.of(text.exitCode(), otherTopic.exitCode(), noTime.exitCode())).containsOnly(2);
    assertThat(text.err())
        .startsWith(
            "millrace: 'forty-two' is no position of a dead letter: write it as list prints it, such as cards.dead-letters-1@42 or 1@42");
    assertThat(otherTopic.err()).startsWith("millrace: 'cards.raw-1@42' is no position");
    assertThat(noTime.err()).contains("--to 2026-11-22T10:00:00Z is not after --from");
  }

  private static CommandRun deadLetters(String command, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of("dead-letters", command, "--pipeline", PIPELINE, "--bootstrap", "localhost:1"));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void simulateAsksWhereTo() {
    CommandRun run = CommandRun.of("simulate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--pipeline DIR").contains("--output FILE");
  }

  @Test
  void stackTracesComeWithVerboseAlone() {
    CommandRun quiet = CommandRun.of("import", "none.csv", "--pipeline", PIPELINE);
    CommandRun verbose = CommandRun.of("import", "none.csv", "--pipeline", PIPELINE, "-v");

    assertThat(quiet.err()).doesNotContain("\tat ");
    assertThat(verbose.err()).contains("\tat ");
  }
}
