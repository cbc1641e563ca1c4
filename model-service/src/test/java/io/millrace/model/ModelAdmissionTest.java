package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.GoldenVector;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ModelCardFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAdmissionTest {
  @TempDir private Path folder;

  @Test
  void admitsAModelToBatchesUnderTheNameOfItsCard() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0.5f, 2);
    writeCard(onnx, List.of(golden(3, 6.5)), quantiles(-1, 0, 4));

    try (AdmittedModel model = admit(onnx, "")) {
      assertThat(model.servedSingly()).isEmpty();
      assertThat(model.ref()).isEqualTo(new ModelRef("my-model", sha256(onnx)));
      assertThat(model.score(new double[][] {{1}, {2}}).row(1)).containsExactly(4.5);
    }
  }

  @Test
  void admitsTheModelOfCardFraudToBatches() throws Exception {
    PipelineDefinition pipeline =
        new PipelineReader().read(Path.of("..", "pipelines", "card-fraud"));

    try (AdmittedModel model = new ModelAdmission(pipeline, model(pipeline)).admit()) {
      assertThat(model.servedSingly()).isEmpty();
    }
  }

  @Test
  void callsAModelWithoutACardByItsPipeline() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0, 1);

    try (AdmittedModel model = admit(onnx, "")) {
      assertThat(model.ref()).isEqualTo(new ModelRef("test", sha256(onnx)));
    }
  }

  @Test
  void servesAModelSinglyWhoseRowsDependOnEachOther() throws Exception {
    try (AdmittedModel model = admit(OnnxFixtures.rowsThatKnowEachOther(), "")) {

      Scores scores = model.score(new double[][] {{1}, {5}});

      assertThat(model.servedSingly()).contains("a row has other numbers in a batch of 2");
      assertThat(scores.row(0)).containsExactly(0);
      assertThat(scores.row(1)).containsExactly(0);
    }
  }

  @Test
  void servesAModelSinglyThatAnswersOnlyOneRow() throws Exception {
    try (AdmittedModel model = admit(OnnxFixtures.oneScoreForAllRows(), "")) {

      Scores scores = model.score(new double[][] {{1}, {5}});

      assertThat(model.servedSingly())
          .contains("a batch of 2 fails: output score has 1 values for 2 rows");
      assertThat(scores.row(0)).containsExactly(1);
      assertThat(scores.row(1)).containsExactly(5);
    }
  }

  @Test
  void refusesAModelThatAnswersTheSameRowDifferently() {
    assertRefused(OnnxFixtures.noise(), "", "with other numbers from run to run", "model.eval()");
  }

  @Test
  void refusesAModelThatAnswersAGoldenVectorOtherwise() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0.5f, 2);

    writeCard(onnx, List.of(golden(1, 2.5), golden(3, 6.50009)), null);
    assertRefused(
        onnx,
        "",
        "golden vector 2 of its card is answered with score 6.5, but the card says 6.50009",
        "export both together");

    writeCard(onnx, List.of(golden(1, 2.5), golden(3, 6.500009)), null);
    admit(onnx, "").close();
  }

  @Test
  void refusesACardWhoseGoldenVectorsSayNothingOfTheScore() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0, 1);
    GoldenVector other =
        new GoldenVector(Map.of("amount", FeatureValue.of(1)), Map.of("label", FeatureValue.of(1)));
    writeCard(onnx, List.of(other), null);

    assertRefused(onnx, "", "golden vector 1 of its card says nothing of score, only of [label]");
  }

  @Test
  void refusesGoldenVectorsOfOtherFeatures() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0, 1);
    GoldenVector other =
        new GoldenVector(Map.of("amuont", FeatureValue.of(1)), Map.of("score", FeatureValue.of(1)));
    writeCard(onnx, List.of(other), null);

    assertRefused(onnx, "", "features that the model does not take: [amuont]");
  }

  @Test
  void takesAMissingFeatureOfAGoldenVectorForNan() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0, 1);
    GoldenVector missing = new GoldenVector(Map.of(), Map.of("score", FeatureValue.of(0)));
    writeCard(onnx, List.of(missing), null);

    assertRefused(onnx, "", "golden vector 1 of its card is not answered: output score is NaN");
  }

  @Test
  void findsTheExpectedNumberInAListOfColumns() throws Exception {
    byte[] onnx = OnnxFixtures.twoColumns(1);
    FeatureValue columns = FeatureValue.Vector.of(4.0, 5.0);
    GoldenVector golden =
        new GoldenVector(Map.of("amount", FeatureValue.of(4)), Map.of("probabilities", columns));
    writeCard(onnx, List.of(golden), null);

    PipelineDefinition second =
        new TestPipeline(folder).withModel(onnx, "features: [amount]", "probabilities[1]");
    PipelineDefinition third =
        new TestPipeline(folder).withModel(onnx, "features: [amount]", "probabilities[0]");

    new ModelAdmission(second, model(second)).admit().close();
    new ModelAdmission(third, model(third)).admit().close();
  }

  @Test
  void refusesAModelThatYieldsNanForValuesOfItsCard() throws Exception {
    byte[] onnx = OnnxFixtures.logarithm(0, 1);
    writeCard(onnx, List.of(golden(1, 0)), quantiles(-2, 1, 2));

    assertRefused(
        onnx,
        "",
        "is refused: it gives no usable score for the row [-2.0] of its card",
        "output score is NaN");
  }

  @Test
  void refusesAModelWithoutACardThatHasNoAnswerToAnything() {
    assertRefused(OnnxFixtures.logarithm(-5, 1), "", "of numbers from 0 to 1", "NaN");
  }

  @Test
  void refusesAModelThatLeavesItsRange() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0, 1);
    writeCard(onnx, List.of(), quantiles(0, 0.5, 2));

    assertRefused(onnx, ", range: [0, 1]", "[2.0]", "out of range 0.0 to 1.0");
  }

  @Test
  void refusesACardWhoseDigestIsAnothers() throws Exception {
    writeCard(OnnxFixtures.linear(0, 2), List.of(), null);

    assertRefused(OnnxFixtures.linear(0, 1), "", "Copy model and card together");
  }

  @Test
  void givesTheOtherRowsTheirScoresWhereARunFails() throws Exception {
    byte[] onnx = OnnxFixtures.lookup();
    try (AdmittedModel model = admit(onnx, "")) {
      assertThat(model.servedSingly()).isEmpty();

      Scores scores = model.score(new double[][] {{0}, {7}, {1}});

      assertThat(scores.row(0)).containsExactly(10);
      assertThat(scores.row(2)).containsExactly(11);
      assertThatThrownBy(() -> scores.row(1))
          .isInstanceOf(ModelFailure.class)
          .hasMessageContaining("the run failed")
          .hasMessageContaining("out of data bounds");
    }
  }

  private AdmittedModel admit(byte[] onnx, String settings) throws IOException {
    PipelineDefinition pipeline =
        new TestPipeline(folder).withModel(onnx, "features: [amount]" + settings);
    return new ModelAdmission(pipeline, model(pipeline)).admit();
  }

  private static ModelDefinition model(PipelineDefinition pipeline) {
    return Objects.requireNonNull(pipeline.model());
  }

  private void assertRefused(byte[] onnx, String settings, String... words) {
    assertThatThrownBy(() -> admit(onnx, settings))
        .isInstanceOf(InvalidModel.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContainingAll(words);
  }

  private void writeCard(byte[] onnx, List<GoldenVector> golden, @Nullable Quantiles quantiles)
      throws Exception {
    ModelCard card =
        new ModelCard(
            new ModelRef("my-model", sha256(onnx)),
            Map.of("features", List.of("amount")),
            List.of("score"),
            null,
            List.of(),
            golden,
            quantiles);
    Files.write(folder.resolve("model.json"), JsonOutput.write(card, new ModelCardFormat()));
  }

  private static GoldenVector golden(double amount, double score) {
    return new GoldenVector(
        Map.of("amount", FeatureValue.of(amount)), Map.of("score", FeatureValue.of(score)));
  }

  private static Quantiles quantiles(double... amounts) {
    return new Quantiles(Map.of("amount", Arrays.stream(amounts).boxed().toList()), Map.of());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
