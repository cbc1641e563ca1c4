package io.millrace.trainer;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard.GoldenVector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The rows a model must answer as it did in training: from the lowest score to the highest, at
/// even steps, so that quiet and loud answers are both held.
final class GoldenVectors {
  private static final int COUNT = 16;

  private GoldenVectors() {}

  static List<GoldenVector> choose(ScoredExamples scored) {
    List<Integer> byScore =
        IntStream.range(0, scored.examples().size())
            .boxed()
            .sorted(Comparator.comparingDouble(scored::score))
            .toList();
    long last = byScore.size() - 1L;
    return IntStream.range(0, COUNT)
        .map(step -> (int) (step * last / (COUNT - 1)))
        .distinct()
        .mapToObj(rank -> vector(scored, byScore.get(rank)))
        .toList();
  }

  private static GoldenVector vector(ScoredExamples scored, int example) {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    List<String> names = scored.examples().table().features();
    for (int i = 0; i < names.size(); i++) {
      float value = scored.examples().value(example, i);
      if (!Float.isNaN(value)) {
        features.put(names.get(i), FeatureValue.of(value));
      }
    }
    return new GoldenVector(
        features, Map.of(OnnxTrees.OUTPUT, FeatureValue.of(scored.score(example))));
  }
}
