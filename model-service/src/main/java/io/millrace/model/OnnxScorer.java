package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.runtime.StageMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Predicts with an ONNX model, row by row.
///
/// An event whose route leaves out a feature that the model needs is not scored. One that the model
/// fails at is neither, and marked degraded: the stream goes on.
final class OnnxScorer implements Scorer {
  private final AdmittedModel model;
  private final List<String> features;
  private final List<String> outputs;
  private final Timer inference;
  private final Counter failures;

  OnnxScorer(ModelDefinition definition, AdmittedModel model, StageMetrics metrics) {
    this.model = model;
    this.features = definition.features();
    this.outputs = List.copyOf(definition.outputs().keySet());
    this.inference = metrics.timer("millrace.inference", "Time that the model takes for a run");
    this.failures =
        metrics.counter(
            "millrace.model.failures", "Events that the model gave no usable answer to");
  }

  @Override
  public Prediction score(FeatureVector vector) {
    if (!vector.features().keySet().containsAll(features)) {
      return Scorer.unscored(vector);
    }
    try {
      double[] scores = run(model.row(vector.features()));
      return prediction(vector, named(scores), vector.degraded());
    } catch (ModelFailure e) {
      failures.increment();
      List<String> degraded = new ArrayList<>(vector.degraded());
      degraded.add("model: " + e.getMessage());
      return prediction(vector, Map.of(), degraded);
    }
  }

  private double[] run(double[] row) throws ModelFailure {
    Timer.Sample sample = Timer.start();
    try {
      return model.score(new double[][] {row}).row(0);
    } finally {
      sample.stop(inference);
    }
  }

  private Map<String, FeatureValue> named(double[] scores) {
    Map<String, FeatureValue> named = new LinkedHashMap<>();
    for (int output = 0; output < scores.length; output++) {
      named.put(outputs.get(output), FeatureValue.of(scores[output]));
    }
    return named;
  }

  private Prediction prediction(
      FeatureVector vector, Map<String, FeatureValue> named, List<String> degraded) {
    return new Prediction(
        vector.event(), vector.features(), named, model.ref(), degraded, vector.sources());
  }
}
