package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.runtime.StageMetrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Predicts with an ONNX model, a batch in one run.
///
/// An event whose route leaves out a feature that the model needs is not scored. One that the model
/// fails at is neither, and marked degraded: the stream goes on. If a run of several fails, each is
/// run alone, so that only those are marked that fail so too.
final class OnnxScorer implements Scorer {
  private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, Batch.LARGEST};

  private final OnnxModel model;
  private final ModelRef ref;
  private final List<String> features;
  private final List<String> outputs;
  private final Timer inference;
  private final DistributionSummary batchRows;
  private final Counter failures;

  OnnxScorer(ModelDefinition definition, ModelRef ref, OnnxModel model, StageMetrics metrics) {
    this.model = model;
    this.ref = ref;
    this.features = definition.features();
    this.outputs = List.copyOf(definition.outputs().keySet());
    this.inference = metrics.timer("millrace.inference", "Time that the model takes for a run");
    this.batchRows =
        metrics.summary(
            "millrace.batch.rows", "Events that the model is given at once", BATCH_BUCKETS);
    this.failures =
        metrics.counter(
            "millrace.model.failures", "Events that the model gave no usable answer to");
  }

  @Override
  public List<Prediction> score(List<FeatureVector> vectors) {
    List<FeatureVector> whole = vectors.stream().filter(this::isWhole).toList();
    if (whole.isEmpty()) {
      return vectors.stream().map(Scorer::unscored).toList();
    }
    batchRows.record(whole.size());
    Iterator<Prediction> scored = scoreWhole(whole).iterator();
    return vectors.stream()
        .map(vector -> isWhole(vector) ? scored.next() : Scorer.unscored(vector))
        .toList();
  }

  private boolean isWhole(FeatureVector vector) {
    return vector.features().keySet().containsAll(features);
  }

  private List<Prediction> scoreWhole(List<FeatureVector> vectors) {
    try {
      float[][] scores = run(rows(vectors));
      List<Prediction> predictions = new ArrayList<>(scores.length);
      for (int row = 0; row < scores.length; row++) {
        FeatureVector vector = vectors.get(row);
        predictions.add(prediction(vector, named(scores[row]), vector.degraded()));
      }
      return predictions;
    } catch (ModelFailure e) {
      return vectors.size() == 1
          ? List.of(failed(vectors.getFirst(), e))
          : vectors.stream().map(vector -> scoreWhole(List.of(vector)).getFirst()).toList();
    }
  }

  private Prediction failed(FeatureVector vector, ModelFailure failure) {
    failures.increment();
    List<String> degraded = new ArrayList<>(vector.degraded());
    degraded.add("model: " + failure.getMessage());
    return prediction(vector, Map.of(), degraded);
  }

  private float[][] rows(List<FeatureVector> vectors) throws ModelFailure {
    float[][] rows = new float[vectors.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row(vectors.get(row).features());
    }
    return rows;
  }

  private float[] row(Map<String, FeatureValue> values) throws ModelFailure {
    float[] row = new float[features.size()];
    for (int column = 0; column < row.length; column++) {
      String feature = features.get(column);
      if (!(values.get(feature) instanceof FeatureValue.Scalar(double value))) {
        throw new ModelFailure("feature %s is no number".formatted(feature));
      }
      row[column] = (float) value;
    }
    return row;
  }

  private float[][] run(float[][] rows) throws ModelFailure {
    Timer.Sample sample = Timer.start();
    try {
      return model.score(rows);
    } finally {
      sample.stop(inference);
    }
  }

  private Map<String, FeatureValue> named(float[] scores) {
    Map<String, FeatureValue> named = new LinkedHashMap<>();
    for (int output = 0; output < scores.length; output++) {
      named.put(outputs.get(output), FeatureValue.of(scores[output]));
    }
    return named;
  }

  private Prediction prediction(
      FeatureVector vector, Map<String, FeatureValue> named, List<String> degraded) {
    Assessment assessment =
        new Assessment(vector.release(), vector.features(), named, ref, degraded, null, List.of());
    return new Prediction(vector.event(), assessment, null, vector.sources());
  }
}
