package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.StageMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMetricsTest {
  private static final double[] AS_IN_TRAINING = {0.5, 1.5, 2.5, 3.5};
  private static final List<Double> EVEN = List.of(0.0, 1.0, 2.0, 3.0, 4.0);
  private static final Quantiles QUANTILES =
      new Quantiles(
          Map.of("amount", EVEN, "card_tx_count_1d", EVEN),
          Map.of("score", List.of(0.0, 3.0, 6.0, 9.0, 12.0)));

  @TempDir private Path folder;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private @Nullable AdmittedModel model;

  @AfterEach
  void close() throws IOException {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void tellsWhichModelItIs() throws IOException {
    ModelMetrics _ = metrics(QUANTILES);

    assertThat(
            registry
                .get("millrace.model.info")
                .tags("release", "4", "model", "test", "sha256", "0123456789ab")
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void countsTheScoresThatTheModelGave() throws IOException {
    ModelMetrics metrics = metrics(QUANTILES);

    answer(metrics, 2, 0.5, 0.5, 3.5);

    assertThat(registry.get("millrace.score").tag("release", "4").summary().count()).isEqualTo(3);
    assertThat(registry.get("millrace.score").summary().totalAmount())
        .isEqualTo(3 * 2 + 2 * (0.5 + 0.5 + 3.5));
  }

  @Test
  void findsTheFeatureThatHasMoved() throws IOException {
    ModelMetrics metrics = metrics(QUANTILES);
    assertThat(drift("millrace.score.drift").value()).isNaN();

    for (int i = 0; i < 500; i++) {
      answer(metrics, 3.5, AS_IN_TRAINING);
    }

    assertThat(featureDrift("amount")).isLessThan(0.001);
    assertThat(featureDrift("card_tx_count_1d")).isGreaterThan(1);
    assertThat(drift("millrace.score.drift").value()).isGreaterThan(0.25);
  }

  @Test
  void hasNoDriftOfWhatTheCardDoesNotTellOf() throws IOException {
    ModelMetrics metrics = metrics(null);

    answer(metrics, 1, AS_IN_TRAINING);

    assertThat(registry.find("millrace.score.drift").gauge()).isNull();
    assertThat(registry.find("millrace.feature.drift").gauge()).isNull();
    assertThat(registry.get("millrace.score").summary().count()).isEqualTo(4);
  }

  /// Score = card_tx_count_1d + 2 amount.
  private ModelMetrics metrics(@Nullable Quantiles quantiles) throws IOException {
    byte[] onnx = OnnxFixtures.linear(0, 1, 2);
    PipelineDefinition pipeline =
        new TestPipeline(folder).withModel(onnx, "features: [card_tx_count_1d, amount]");
    var definition = Objects.requireNonNull(pipeline.model());
    AdmittedModel admitted =
        new AdmittedModel(
            OnnxModel.load("model.onnx", onnx, ModelBinding.of(pipeline, definition)),
            new ModelRef("test", "0123456789abcdef"),
            quantiles,
            null);
    model = admitted;
    StageMetrics service = new StageMetrics(registry, Tags.of("service", "model-service"));
    return new ModelMetrics(service.of("release", "4"), admitted, definition);
  }

  private void answer(ModelMetrics metrics, double count, double... amounts) {
    double[][] rows = new double[amounts.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {count, amounts[i]};
    }
    metrics.answered(rows, Objects.requireNonNull(model).score(rows));
  }

  private double featureDrift(String feature) {
    return drift("millrace.feature.drift", "feature", feature).value();
  }

  private Gauge drift(String name, String... tags) {
    return registry.get(name).tag("release", "4").tags(tags).gauge();
  }
}
