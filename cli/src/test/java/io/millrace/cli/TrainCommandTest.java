package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir private Path folder;

  private Path features;

  /// Two days of events, of which those with large amounts are positive.
  @BeforeEach
  void writeFeatures() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder table = new StringBuilder("event_id,event_time,amount,hour,label,card\n");
    for (int id = 0; id < 400; id++) {
      double amount = random.nextInt(300);
      table.append(
          "%d,2018-06-0%dT10:00:00Z,%s,%d,%d,7\n"
              .formatted(id, 1 + id / 200, amount, random.nextInt(24), amount > 220 ? 1 : 0));
    }
    features = Files.writeString(folder.resolve("features.csv"), table);
  }

  @Test
  void writesAModelThatScoresAsTrainedAndItsCard() throws IOException {
    Path model = folder.resolve("model");

    CommandRun run =
        train("--to", "2018-06-02", "--trees", "5", "--seed", "1", "--output", model.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("training  2018-06-01 to 2018-06-02: 400 rows")
        .contains("export    400 rows scored by ONNX Runtime, at most");
    assertThat(model.resolve("model.onnx")).isNotEmptyFile();
    assertThat(Files.readString(model.resolve("model.json")))
        .contains("\"cards\"")
        .containsPattern("\"amount\",\\s*\"hour\"");
  }

  @Test
  void judgesTheModelOnLaterDays() {
    CommandRun run =
        train(
            "--to",
            "2018-06-01",
            "--holdout-from",
            "2018-06-02",
            "--holdout-to",
            "2018-06-02",
            "--trees",
            "5",
            "--output",
            folder.resolve("model").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("holdout   2018-06-02 to 2018-06-02: 200 rows");
  }

  @Test
  void saysInOneLineWhyItCannotTrain() {
    CommandRun run = train("--to", "2018-05-31", "--output", folder.resolve("model").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("the days 2018-06-01 to 2018-05-31 run backwards");
  }

  @Test
  void namesAFeaturesFileThatIsNotThere() {
    CommandRun run =
        CommandRun.of(
            "train",
            "--features",
            "none.csv",
            "--pipeline",
            Cards.FOLDER.toString(),
            "--from",
            "2018-06-01",
            "--to",
            "2018-06-02",
            "--output",
            folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "millrace: no such file: none.csv: make one with millrace backfill --output none.csv");
  }

  private CommandRun train(String... more) {
    String[] arguments = {
      "train",
      "--features",
      features.toString(),
      "--pipeline",
      Cards.FOLDER.toString(),
      "--from",
      "2018-06-01"
    };
    return CommandRun.of(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }
}
