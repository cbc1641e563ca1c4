package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition.Reasons;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcclusionTest {
  private static final List<Double> AROUND_TEN = List.of(0.0, 10.0, 20.0);
  private static final Quantiles QUANTILES =
      new Quantiles(
          Map.of("amount", AROUND_TEN, "card_tx_count_1d", List.of(1.0, 1.0, 1.0)), Map.of());

  @TempDir private Path folder;

  /// In a linear model, a feature's effect is its weight times its distance from the reference.
  @Test
  void namesWhatMovedTheScoreOfALinearModel() throws IOException {
    try (AdmittedModel model = model(QUANTILES)) {
      Occlusion occlusion = new Occlusion(model, 0, new Reasons(0, 3));

      List<Attribution> attributions = occlusion.attributions(new double[] {13, 8}, 12.5);

      assertThat(attributions)
          .containsExactly(
              new Attribution("card_tx_count_1d", 7.0), new Attribution("amount", 6.0));
    }
  }

  @Test
  void namesNoMoreThanAskedAndNoneThatMovedNothing() throws IOException {
    try (AdmittedModel model = model(QUANTILES)) {
      Occlusion one = new Occlusion(model, 0, new Reasons(0, 1));

      assertThat(one.attributions(new double[] {13, 8}, 12.5)).hasSize(1);
      assertThat(one.attributions(new double[] {10, 1}, -0.5)).isEmpty();
    }
  }

  @Test
  void explainsScoresAboveTheBoundAlone() throws IOException {
    try (AdmittedModel model = model(QUANTILES)) {
      Occlusion occlusion = new Occlusion(model, 0, new Reasons(0.5, 3));

      assertThat(occlusion.explains(0.5)).isFalse();
      assertThat(occlusion.explains(0.6)).isTrue();
    }
  }

  @Test
  void needsToKnowWhatTheFeaturesWereInTraining() throws IOException {
    Quantiles some = new Quantiles(Map.of("amount", AROUND_TEN), Map.of());
    try (AdmittedModel without = model(null);
        AdmittedModel incomplete = model(some)) {
      Reasons reasons = new Reasons(0, 3);

      assertThatThrownBy(() -> new Occlusion(without, 0, reasons))
          .isInstanceOf(InvalidModel.class)
          .hasMessageContaining("no card says what the features were in training");
      assertThatThrownBy(() -> new Occlusion(incomplete, 0, reasons))
          .isInstanceOf(InvalidModel.class)
          .hasMessageContaining("no quantiles of 'card_tx_count_1d'");
    }
  }

  /// Twice the amount, and the count of the card.
  private AdmittedModel model(@Nullable Quantiles quantiles) throws IOException {
    byte[] onnx = OnnxFixtures.linear(-21.5F, 2, 1);
    PipelineDefinition pipeline =
        new TestPipeline(folder).withModel(onnx, "features: [amount, card_tx_count_1d]");
    ModelBinding binding = ModelBinding.of(pipeline, Objects.requireNonNull(pipeline.model()));
    return new AdmittedModel(
        OnnxModel.load("linear", onnx, binding), new ModelRef("linear", "ab"), quantiles, null);
  }
}
