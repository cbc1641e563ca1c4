package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShowTest {
  private static final String CARD_FRAUD = Path.of("../pipelines/card-fraud").toString();

  @TempDir private Path folder;

  @Test
  void showsTheModelOfAFolder() {
    CommandRun run = CommandRun.of("model", "show", "--model", CARD_FRAUD);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("name    card-fraud")
        .containsPattern("seed +\\d+")
        .doesNotContain("another model");
  }

  @Test
  void asksForOneModel() {
    CommandRun none = CommandRun.of("model", "show");
    CommandRun both = CommandRun.of("model", "show", "4", "--model", CARD_FRAUD);

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--pipeline=DIR | --model=DIR");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err())
        .contains(
            "release 4 and --model DIR are two models: name the release's pipeline with --pipeline DIR");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    CommandRun nothing = CommandRun.of("model", "show", "--model", folder.toString());
    Path onnx = Files.writeString(folder.resolve("model.onnx"), "a model");
    CommandRun noCard = CommandRun.of("model", "show", "--model", folder.toString());
    Files.writeString(folder.resolve("model.json"), "{\"name\": 1}");
    CommandRun badCard = CommandRun.of("model", "show", "--model", folder.toString());

    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).startsWith("millrace: there is no model " + onnx + " yet: train one");
    assertThat(noCard.err())
        .startsWith(
            "millrace: %s has no card, so nobody says what made it: write model.json beside it"
                .formatted(onnx));
    assertThat(badCard.err())
        .startsWith("millrace: %s is no model card: ".formatted(folder.resolve("model.json")));
  }

  @Test
  void learningIsRefusedWhereAPipelineDoesNotLearn() {
    CommandRun status =
        CommandRun.of(
            "learning",
            "status",
            "--pipeline",
            Cards.FOLDER.toString(),
            "--bootstrap",
            "localhost:1");
    CommandRun pause = CommandRun.of("learning", "pause", "--pipeline", Cards.FOLDER.toString());

    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.err().lines())
        .containsExactly(
            "millrace: cards does not learn: give its pipeline.yaml a section 'learning'");
    assertThat(pause.err()).isEqualTo(status.err());
  }
}
