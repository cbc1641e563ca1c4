package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import io.millrace.model.ModelBinding.Feature;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final ModelOutput SCORE = new ModelOutput("score", 0);

  @TempDir private Path folder;

  @Test
  void scoresRows() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.linear(0.5f, 2, -1), 2)) {

      Scores scores = model.score(new double[][] {{1, 0}, {0, 1}, {3, 3}});

      assertThat(scores.size()).isEqualTo(3);
      assertThat(scores.row(0)).containsExactly(2.5);
      assertThat(scores.row(1)).containsExactly(-0.5);
      assertThat(scores.row(2)).containsExactly(3.5);
    }
  }

  @Test
  void scoresNoRows() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.linear(0, 1), 1)) {
      assertThat(model.score(new double[0][]).size()).isZero();
    }
  }

  @Test
  void givesTheSameBitsSinglyAndInBatches() throws Exception {
    float[] weights = {0.1f, -0.7f, 1.3f, 2.9f, -0.01f};
    double[][] rows = new double[300][weights.length];
    Random random = new Random(1);
    for (double[] row : rows) {
      Arrays.setAll(row, _ -> random.nextGaussian());
    }
    try (OnnxModel model = load(OnnxFixtures.linear(0.3f, weights), weights.length)) {

      Scores together = model.score(rows);

      for (int row = 0; row < rows.length; row++) {
        Scores alone = model.score(new double[][] {rows[row]});
        assertThat(alone.row(0)).containsExactly(together.row(row));
      }
    }
  }

  @Test
  void givesEachThreadItsOwnRows() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.linear(0, 1, 2), 2);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int base = 1000 * thread;
        counts.add(
            threads.submit(() -> {
              int right = 0;
              for (int run = 0; run < 500; run++) {
                double[][] rows = {{base, run}, {run, base}};
                Scores scores = model.score(rows);
                right += scores.row(0)[0] == base + 2 * run ? 1 : 0;
                right += scores.row(1)[0] == run + 2 * base ? 1 : 0;
              }
              return right;
            }));
      }

      for (Future<Integer> count : counts) {
        assertThat(count.get()).isEqualTo(1000);
      }
    }
  }

  @Test
  void takesTheColumnsThatAreAskedFor() throws Exception {
    List<ModelOutput> outputs =
        List.of(new ModelOutput("probabilities", 1), new ModelOutput("probabilities", 0));
    try (OnnxModel model = load(OnnxFixtures.twoColumns(1), outputs)) {

      Scores scores = model.score(new double[][] {{4}, {7}});

      assertThat(scores.row(0)).containsExactly(5, 4);
      assertThat(scores.row(1)).containsExactly(8, 7);
    }
  }

  @Test
  void failsARowWhoseOutputIsNotFiniteAndNoOther() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.logarithm(0, 1), 1)) {

      Scores scores = model.score(new double[][] {{1}, {-1}, {0}});

      assertThat(scores.row(0)).containsExactly(0);
      assertThatThrownBy(() -> scores.row(1))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output score is NaN");
      assertThatThrownBy(() -> scores.row(2))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output score is -Infinity");
    }
  }

  @Test
  void failsARowWhoseOutputIsOutOfRange() throws Exception {
    ModelBinding binding =
        new ModelBinding(
            List.of(Feature.number("a")), Map.of(), List.of(SCORE), new ScoreRange(0, 1));
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.linear(0, 1), binding)) {

      Scores scores = model.score(new double[][] {{0}, {1}, {1.5}, {-0.25}});

      assertThat(scores.row(0)).containsExactly(0);
      assertThat(scores.row(1)).containsExactly(1);
      assertThatThrownBy(() -> scores.row(2))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output score is 1.5, out of range 0.0 to 1.0");
      assertThatThrownBy(() -> scores.row(3)).isInstanceOf(ModelFailure.class);
    }
  }

  @Test
  void fillsPicturesFromAVectorAndNumbersBesideIt() throws Exception {
    ModelBinding binding =
        new ModelBinding(
            List.of(Feature.number("frame"), Feature.vector("pixels", 1)),
            Map.of(),
            List.of(SCORE),
            null);
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.pictures(2, 3), binding)) {
      FeatureValue pixels = FeatureValue.Vector.of(1.0, 2.0, 9.0, 4.0, 5.0);

      double[] row = model.row(Map.of("frame", FeatureValue.of(7), "pixels", pixels));

      assertThat(row).containsExactly(7, 1, 2, 9, 4, 5);
      assertThat(model.score(new double[][] {row}).row(0)).containsExactly(9);
    }
  }

  @Test
  void makesNoRowOfValuesThatDoNotFit() throws Exception {
    ModelBinding binding =
        new ModelBinding(List.of(Feature.vector("pixels", 1)), Map.of(), List.of(SCORE), null);
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.pictures(2, 3), binding)) {
      FeatureValue short5 = FeatureValue.Vector.of(1.0, 2.0, 3.0, 4.0, 5.0);

      assertThatThrownBy(() -> model.row(Map.of("pixels", short5)))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("feature pixels is a list of 5, but the model takes 6");
      assertThatThrownBy(() -> model.row(Map.of("pixels", FeatureValue.of(1))))
          .hasMessage("feature pixels is one number, but the model takes 6");
      assertThatThrownBy(() -> model.row(Map.of("pixels", FeatureValue.of("x"))))
          .hasMessage("feature pixels is no number");
      assertThat(model.row(Map.of())).hasSize(6).containsOnly(Double.NaN);
    }
  }

  @Test
  void failsARowThatHasNoWholeNumberForAnInputOfInt64() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.whole(), 1)) {

      Scores scores = model.score(new double[][] {{-3}, {2.5}, {Double.NaN}, {4}});

      assertThat(scores.row(0)).containsExactly(3);
      assertThat(scores.row(3)).containsExactly(4);
      assertThatThrownBy(() -> scores.row(1))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("feature f0 is 2.5, but the model takes whole numbers");
      assertThatThrownBy(() -> scores.row(2)).hasMessageContaining("feature f0 is NaN");
    }
  }

  @Test
  void takesAnInputForEachFeature() throws Exception {
    ModelBinding byName =
        ModelBinding.ofNumbers(List.of("risk", "amount"), Map.of(), List.of(SCORE));
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.twoInputs(), byName)) {
      assertThat(model.inputs())
          .isEqualTo(Map.of("amount", List.of("amount"), "risk", List.of("risk")));
      assertThat(model.score(new double[][] {{1, 10}}).row(0)).containsExactly(-9);
    }
  }

  @Test
  void takesTheInputsThatAreNamed() throws Exception {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    inputs.put("risk", List.of("b"));
    inputs.put("amount", List.of("a"));
    ModelBinding named = ModelBinding.ofNumbers(List.of("b", "a"), inputs, List.of(SCORE));
    try (OnnxModel model = OnnxModel.load("m", OnnxFixtures.twoInputs(), named)) {
      assertThat(model.inputs()).isEqualTo(inputs);
      assertThat(model.score(new double[][] {{1, 10}}).row(0)).containsExactly(-9);
    }
  }

  @Test
  void failsARowOfMapsWithoutTheKey() throws Exception {
    List<ModelOutput> outputs = List.of(new ModelOutput("probabilities", 7));
    try (OnnxModel model = load(OnnxFixtures.zipmap(), outputs, "a", "b")) {
      assertThatThrownBy(() -> model.score(new double[][] {{1, 2}}))
          .isInstanceOf(ModelFailure.class)
          .hasMessage("output probabilities has no key '7', but [0, 1]");
    }
  }

  @Test
  void isKnownByTheDigestOfItsFile() throws Exception {
    Path file = Files.write(folder.resolve("model.onnx"), OnnxFixtures.linear(0, 1));

    try (OnnxModel model = OnnxModel.load(file, binding(1))) {
      assertThat(model.sha256()).matches("[0-9a-f]{64}");
      assertThat(model.inputs()).isEqualTo(Map.of("features", List.of("f0")));
    }
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("absent.onnx");

    assertThatThrownBy(() -> OnnxModel.load(file, binding(1)))
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

    assertThatThrownBy(() -> OnnxModel.load(file, binding(1)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("large.onnx has 150 MB: a model may have at most 100 MB");
  }

  @Test
  void refusesAnotherNumberOfFeatures() {
    assertRefused(OnnxFixtures.linear(0, 1, 1), 3, "FLOAT [-1, 2]", "3 features", "[None, 3]");
  }

  @Test
  void refusesInputsThatNoFeatureIsNamedFor() {
    assertRefused(
        OnnxFixtures.twoInputs(),
        2,
        "has the inputs [amount, risk], but the features are for [f0, f1]",
        "say under 'inputs'");
  }

  @Test
  void refusesPicturesThatNoRecordCanHold() {
    ModelBinding binding =
        new ModelBinding(List.of(Feature.vector("pixels", 1)), Map.of(), List.of(SCORE), null);

    assertThatThrownBy(
            () -> OnnxModel.load("m", OnnxFixtures.pictures(Integer.MAX_VALUE, 3), binding))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("'pixels' (FLOAT [-1, 1, 2147483647, 3])");
  }

  @Test
  void refusesAVectorThatHasNoRoom() {
    ModelBinding binding =
        new ModelBinding(
            List.of(Feature.number("a"), Feature.number("b"), Feature.vector("v", 1)),
            Map.of(),
            List.of(SCORE),
            null);

    assertThatThrownBy(() -> OnnxModel.load("m", OnnxFixtures.linear(0, 1, 1), binding))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("'features' (FLOAT [-1, 2])");
  }

  @Test
  void refusesAnOutputThatIsNotThere() {
    assertRefused(OnnxFixtures.twoColumns(1), 1, "no output 'score'", "[probabilities]");
  }

  @Test
  void refusesAColumnThatIsNotThere() {
    List<ModelOutput> third = List.of(new ModelOutput("probabilities", 2));

    assertThatThrownBy(() -> load(OnnxFixtures.twoColumns(1), third))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("'probabilities' (FLOAT [-1, 2])")
        .hasMessageContaining("probabilities[2]");
  }

  @Test
  void refusesAKeyWhereThereAreNoMaps() {
    List<ModelOutput> text = List.of(new ModelOutput("probabilities", "fraud"));

    assertThatThrownBy(() -> load(OnnxFixtures.twoColumns(1), text))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("or maps by 'fraud'");
    assertThatThrownBy(() -> load(OnnxFixtures.zipmap(), text, "a", "b"))
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("whose maps have numbers for keys: 'fraud' is none");
  }

  private static OnnxModel load(byte[] onnx, int columns) {
    return OnnxModel.load("m", onnx, binding(columns));
  }

  private static OnnxModel load(byte[] onnx, List<ModelOutput> outputs, String... features) {
    List<String> names = features.length == 0 ? List.of("f0") : List.of(features);
    return OnnxModel.load("m", onnx, ModelBinding.ofNumbers(names, Map.of(), outputs));
  }

  private static ModelBinding binding(int columns) {
    List<String> features = IntStream.range(0, columns).mapToObj(i -> "f" + i).toList();
    return ModelBinding.ofNumbers(features, Map.of(), List.of(SCORE));
  }

  private static void assertRefused(byte[] onnx, int columns, String... words) {
    assertThatThrownBy(() -> OnnxModel.load("my.onnx", onnx, binding(columns)))
        .isInstanceOf(InvalidModel.class)
        .hasMessageStartingWith("my.onnx ")
        .hasMessageContainingAll(words);
  }
}
