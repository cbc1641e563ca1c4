package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final ModelOutput SCORE = new ModelOutput("score", 0);

  @TempDir private Path folder;

  @Test
  void scoresRows() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.linear(0.5f, 2, -1), 2)) {

      float[][] scores = model.score(new float[][] {{1, 0}, {0, 1}, {3, 3}});

      assertThat(scores).isDeepEqualTo(new float[][] {{2.5f}, {-0.5f}, {3.5f}});
    }
  }

  @Test
  void givesTheSameBitsSinglyAndInBatches() throws Exception {
    float[] weights = {0.1f, -0.7f, 1.3f, 2.9f, -0.01f};
    float[][] rows = new float[17][weights.length];
    Random random = new Random(1);
    for (float[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        row[column] = random.nextFloat();
      }
    }
    try (OnnxModel model = load(OnnxFixtures.linear(0.3f, weights), weights.length)) {

      float[][] together = model.score(rows);

      for (int row = 0; row < rows.length; row++) {
        assertThat(model.score(new float[][] {rows[row]})[0]).isEqualTo(together[row]);
      }
    }
  }

  @Test
  void takesTheColumnsThatAreAskedFor() throws Exception {
    List<ModelOutput> outputs =
        List.of(new ModelOutput("probabilities", 1), new ModelOutput("probabilities", 0));
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.twoColumns(1), 1, outputs)) {

      float[][] scores = model.score(new float[][] {{4}, {7}});

      assertThat(scores).isDeepEqualTo(new float[][] {{5, 4}, {8, 7}});
    }
  }

  @Test
  void failsWhereAnOutputIsNotFinite() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.logarithm(0, 1), 1)) {

      assertThatThrownBy(() -> model.score(new float[][] {{1}, {-1}}))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output score is NaN");
      assertThatThrownBy(() -> model.score(new float[][] {{0}}))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output score is -Infinity");
    }
  }

  @Test
  void isKnownByTheDigestOfItsFile() throws Exception {
    Path file = Files.write(folder.resolve("model.onnx"), OnnxFixtures.linear(0, 1));

    try (OnnxModel model = OnnxModel.load(file, 1, List.of(SCORE))) {
      assertThat(model.sha256()).matches("[0-9a-f]{64}");
      assertThat(model.inputName()).isEqualTo("features");
    }
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("absent.onnx");

    assertThatThrownBy(() -> OnnxModel.load(file, 1, List.of(SCORE)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("absent.onnx cannot be read")
        .hasMessageContaining("check the path");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = folder.resolve("large.onnx");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(150L << 20);
    }

    assertThatThrownBy(() -> OnnxModel.load(file, 1, List.of(SCORE)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("large.onnx has 150 MB: a model may have at most 100 MB");
  }

  @Test
  void refusesATruncatedModel() {
    byte[] whole = OnnxFixtures.linear(0, 1);
    byte[] truncated = Arrays.copyOf(whole, whole.length / 2);

    assertRefused(truncated, 1, "is no model that ONNX Runtime can load");
  }

  @Test
  void refusesAnUnknownDomain() {
    assertRefused(OnnxFixtures.unknownDomain(), 1, "com.example", "standard operators");
  }

  @Test
  void refusesWeightsInAnotherFile() throws IOException {
    Files.write(Path.of("target", "weights.bin"), new byte[4]);

    assertRefused(OnnxFixtures.externalWeights(), 1, "in one file");
  }

  @Test
  void refusesAnotherNumberOfFeatures() {
    assertRefused(OnnxFixtures.linear(0, 1, 1), 3, "FLOAT [-1, 2]", "3 features", "[None, 3]");
  }

  @Test
  void refusesAnotherTypeOfInput() {
    assertRefused(OnnxFixtures.float64(), 1, "'features' (DOUBLE [-1, 1])", "float32");
  }

  @Test
  void refusesAnInputForEachFeature() {
    assertRefused(OnnxFixtures.twoInputs(), 2, "[amount, risk]", "one input of shape [None, 2]");
  }

  @Test
  void refusesAnOutputThatIsNotThere() {
    assertRefused(OnnxFixtures.twoColumns(1), 1, "no output 'score'", "[probabilities]");
  }

  @Test
  void refusesAColumnThatIsNotThere() {
    ModelOutput third = new ModelOutput("probabilities", 2);

    assertThatThrownBy(() -> OnnxModel.load("m", OnnxFixtures.twoColumns(1), 1, List.of(third)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("'probabilities' (FLOAT [-1, 2])")
        .hasMessageContaining("probabilities[2]");
  }

  @Test
  void refusesMapsOfProbabilities() {
    ModelOutput first = new ModelOutput("probabilities", 1);

    assertThatThrownBy(() -> OnnxModel.load("m", OnnxFixtures.zipmap(), 2, List.of(first)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("'zipmap': False");
  }

  private static OnnxModel load(byte[] onnx, int columns) {
    return OnnxModel.load("m", onnx, columns, List.of(SCORE));
  }

  private static void assertRefused(byte[] onnx, int columns, String... words) {
    assertThatThrownBy(() -> OnnxModel.load("my.onnx", onnx, columns, List.of(SCORE)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageStartingWith("my.onnx ")
        .hasMessageContainingAll(words);
  }
}
