package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What features and scores looked like in training: the values at 0, 5, … 100 percent of the rows.
final class ReferenceQuantiles {
  private static final int STEPS = 20;

  private ReferenceQuantiles() {}

  static Quantiles of(ScoredExamples scored) {
    Examples examples = scored.examples();
    List<String> names = examples.table().features();
    float[] weights = examples.weights();
    Map<String, List<Double>> features = new LinkedHashMap<>();
    for (int feature = 0; feature < names.size(); feature++) {
      float[] values = new float[examples.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = examples.value(i, feature);
      }
      features.put(names.get(feature), quantiles(values, weights));
    }
    return new Quantiles(features, Map.of(OnnxTrees.OUTPUT, quantiles(scored.scores(), weights)));
  }

  /// The values at evenly spaced ranks among those that are not missing, each of them standing for
  /// as many as its weight says.
  static List<Double> quantiles(float[] values, float[] weights) {
    FloatOrder order = FloatOrder.of(values);
    if (order.size() == 0) {
      return List.of();
    }
    double last = -1;
    for (int place = 0; place < order.size(); place++) {
      last += weights[order.row(place)];
    }
    List<Double> quantiles = new ArrayList<>();
    int place = 0;
    double upTo = weights[order.row(0)];
    for (int step = 0; step <= STEPS; step++) {
      double rank = step * last / STEPS;
      while (upTo <= rank && place < order.size() - 1) {
        place++;
        upTo += weights[order.row(place)];
      }
      quantiles.add((double) values[order.row(place)]);
    }
    return quantiles;
  }
}
