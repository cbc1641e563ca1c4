package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private Path folder;

  private Path features;

  /// Ten days of events, of which those with large amounts are positive; card 7 is found on the
  /// first day.
  @BeforeEach
  void trainAModel() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder table = new StringBuilder("event_id,event_time,amount,hour,label,card\n");
    for (int id = 0; id < 1_000; id++) {
      int amount = id == 0 ? 299 : random.nextInt(300);
      int card = id == 0 ? 7 : random.nextInt(500);
      table.append(
          "%d,2018-06-%02dT10:00:00Z,%d,%d,%d,%d\n"
              .formatted(id, 1 + id / 100, amount, random.nextInt(24), amount > 220 ? 1 : 0, card));
    }
    features = Files.writeString(folder.resolve("features.csv"), table);
    CommandRun trained =
        CommandRun.of(
            "train",
            "--features",
            features.toString(),
            "--pipeline",
            Cards.FOLDER.toString(),
            "--from",
            "2018-06-01",
            "--to",
            "2018-06-02",
            "--trees",
            "5",
            "--output",
            folder.resolve("model").toString());
    assertThat(trained.exitCode()).isZero();
  }

  @Test
  void reportsHowTheModelRanks() throws IOException {
    JsonNode report = json("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(report.get("rows").asInt()).isEqualTo(200);
    assertThat(report.get("positives").asInt()).isBetween(30, 80);
    assertThat(report.get("auc_roc").asDouble()).isGreaterThan(0.98);
    assertThat(report.get("average_precision").asDouble()).isBetween(0.9, 1.0);
    assertThat(report.get("card_precision_at_100").asDouble()).isBetween(0.1, 0.4);
  }

  @Test
  void leavesOutEntitiesThatAreKnownByThen() throws IOException {
    String[] days = {"--from", "2018-06-09", "--to", "2018-06-10"};

    int all = json(days).get("rows").asInt();
    int unknown = json(with(days, "--known-from", "2018-06-01")).get("rows").asInt();
    int known =
        json(with(days, "--known-from", "2018-06-01", "--delay-days", "0")).get("rows").asInt();

    assertThat(unknown).isLessThan(all);
    assertThat(known).isLessThan(unknown);
  }

  @Test
  void printsATableForPeople() {
    CommandRun run = evaluate("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("rows                      200\n").contains("auc_roc ");
  }

  @Test
  void saysInOneLineWhatIsNotThere() {
    CommandRun none = evaluate("--from", "2018-07-09", "--to", "2018-07-10");
    CommandRun noModel =
        CommandRun.of(
            "evaluate",
            "--features",
            features.toString(),
            "--model",
            "nowhere",
            "--from",
            "2018-06-09",
            "--to",
            "2018-06-10");

    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err().lines()).hasSize(1).first().asString().contains("no labelled row");
    assertThat(noModel.exitCode()).isEqualTo(1);
    assertThat(noModel.err().lines()).hasSize(1).first().asString().contains("nowhere/model.json");
  }

  @Test
  void saysInOneLineThatAModelIsBroken() throws IOException {
    Files.writeString(folder.resolve("model/model.onnx"), "no model");

    CommandRun run = evaluate("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("the model");
  }

  private JsonNode json(String... more) throws IOException {
    CommandRun run = evaluate(with(more, "--json"));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return new JsonMapper().readTree(run.out());
  }

  private CommandRun evaluate(String... more) {
    String[] arguments = {
      "evaluate", "--features", features.toString(), "--model", folder.resolve("model").toString()
    };
    return CommandRun.of(with(arguments, more));
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
