package io.millrace.cli.release;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The scores that a release gave, to be looked at as a distribution.
final class ScoreSample {
  private static final double[] LEVELS = {0, 0.01, 0.1, 0.5, 0.9, 0.99, 1};

  private double[] scores = new double[1 << 10];
  private int size;

  void add(double score) {
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
    }
    scores[size++] = score;
  }

  int size() {
    return size;
  }

  /// Observed scores by level, from the least (0) to the greatest (1); empty without scores.
  Map<Double, Double> quantiles() {
    double[] sorted = Arrays.copyOf(scores, size);
    Arrays.sort(sorted);
    Map<Double, Double> quantiles = new LinkedHashMap<>();
    if (size > 0) {
      for (double level : LEVELS) {
        quantiles.put(level, sorted[(int) Math.round(level * (size - 1))]);
      }
    }
    return quantiles;
  }
}
