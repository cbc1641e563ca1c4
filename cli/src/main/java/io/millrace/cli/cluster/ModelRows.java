package io.millrace.cli.cluster;

import io.millrace.benchmarks.Median;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.model.ModelBinding;
import io.millrace.model.ModelFailure;
import io.millrace.model.OnnxModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How many rows a second a model scores on one thread, without Kafka: from features to scores, as
/// the model service does it.
///
/// @param single one row a run
/// @param batched as many rows a run as the model service gives it at most
record ModelRows(double single, double batched) {
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 500_000_000L;

  static ModelRows of(MeasuredModel measured) {
    ModelDefinition definition = Objects.requireNonNull(measured.pipeline().model());
    ModelBinding binding = ModelBinding.of(measured.pipeline(), definition);
    List<Map<String, FeatureValue>> events =
        measured.samples().stream().map(ModelRows::features).toList();
    try (OnnxModel model = OnnxModel.load(measured.folder().resolve(definition.file()), binding)) {
      return new ModelRows(
          perSecond(model, events, 1), perSecond(model, events, OnnxModel.LARGEST_BATCH));
    } catch (IOException | ModelFailure e) {
      throw new CommandFailure(
          "the model in %s cannot be run: %s".formatted(measured.folder(), e.getMessage()), e);
    }
  }

  private static Map<String, FeatureValue> features(PartLoad.Sample sample) {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    sample.values().values().forEach(features::putAll);
    return features;
  }

  private static double perSecond(
      OnnxModel model, List<Map<String, FeatureValue>> events, int batch) throws ModelFailure {
    List<Double> rounds = new ArrayList<>();
    int next = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      long rows = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < ROUND_NANOS) {
        double[][] filled = new double[batch][];
        for (int i = 0; i < batch; i++) {
          filled[i] = model.row(events.get(next++ % events.size()));
        }
        rows += model.score(filled).size();
      }
      // The first warms up.
      if (round > 0) {
        rounds.add(rows * 1e9 / (System.nanoTime() - start));
      }
    }
    return Median.of(rounds);
  }
}
