package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void reportsHowTheModelRanks() {
    String report = json("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(number(report, "rows")).isEqualTo(200);
    assertThat(number(report, "positives")).isBetween(30.0, 80.0);
    assertThat(number(report, "auc_roc")).isGreaterThan(0.98);
    assertThat(number(report, "average_precision")).isBetween(0.9, 1.0);
    assertThat(number(report, "card_precision_at_100")).isBetween(0.1, 0.4);
  }

  @Test
  void leavesOutEntitiesThatAreKnownByThen() {
    String[] days = {"--from", "2018-06-09", "--to", "2018-06-10"};
    String[] known = with(days, "--known-from", "2018-06-01");

    double all = number(json(days), "rows");
    double afterAWeek = number(json(known), "rows");
    double atOnce = number(json(with(known, "--delay-days", "0")), "rows");

    assertThat(afterAWeek).isLessThan(all);
    assertThat(atOnce).isLessThan(afterAWeek);
  }

  @Test
  void printsATableForPeople() {
    CommandRun run = evaluate("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("rows                      200\n").contains("auc_roc ");
  }

  @Test
  void saysInOneLineThatNoRowIsLabelled() {
    CommandRun run = evaluate("--from", "2018-07-09", "--to", "2018-07-10");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("no labelled row");
  }

  @Test
  void namesAFileThatIsNotThereAndHowToMakeIt() {
    CommandRun noFeatures = evaluateFiles("none.csv", folder.resolve("model").toString());
    CommandRun noModel = evaluateFiles(features.toString(), "nowhere");

    assertThat(noFeatures.exitCode()).isEqualTo(1);
    assertThat(noFeatures.err().lines())
        .containsExactly(
            "millrace: no such file: none.csv: make one with millrace backfill --output none.csv");
    assertThat(noModel.exitCode()).isEqualTo(1);
    assertThat(noModel.err().lines())
        .containsExactly(
            "millrace: no such file: nowhere/model.json: make one with millrace train --output nowhere");
  }

  @Test
  void saysInOneLineThatAModelIsBroken() throws IOException {
    Files.writeString(folder.resolve("model/model.onnx"), "no model");

    CommandRun run = evaluate("--from", "2018-06-09", "--to", "2018-06-10");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("the model");
  }

  private String json(String... more) {
    CommandRun run = evaluate(with(more, "--json"));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.out();
  }

  private static double number(String json, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":([-0-9.E]+)").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private CommandRun evaluate(String... more) {
    String[] arguments = {
      "evaluate", "--features", features.toString(), "--model", folder.resolve("model").toString()
    };
    return CommandRun.of(with(arguments, more));
  }

  private static CommandRun evaluateFiles(String features, String model) {
    return CommandRun.of(
        "evaluate",
        "--features",
        features,
        "--model",
        model,
        "--from",
        "2018-06-09",
        "--to",
        "2018-06-10");
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
