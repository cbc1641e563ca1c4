package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Quantiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What features and scores looked like in training: the values at 0, 5, … 100 percent of the rows.
final class ReferenceQuantiles {
  private static final int STEPS = 20;

  private ReferenceQuantiles() {}

  static Quantiles of(ScoredExamples scored) {
    Examples examples = scored.examples();
    List<String> names = examples.table().features();
    Map<String, List<Double>> features = new LinkedHashMap<>();
    for (int feature = 0; feature < names.size(); feature++) {
      float[] values = new float[examples.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = examples.value(i, feature);
      }
      features.put(names.get(feature), quantiles(values));
    }
    return new Quantiles(features, Map.of(OnnxTrees.OUTPUT, quantiles(scored.scores())));
  }

  /// The values at evenly spaced ranks among those that are not missing.
  static List<Double> quantiles(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int present = sorted.length;
    while (present > 0 && Float.isNaN(sorted[present - 1])) {
      present--;
    }
    if (present == 0) {
      return List.of();
    }
    long last = present - 1L;
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(step -> (double) sorted[(int) (step * last / STEPS)])
        .toList();
  }
}
