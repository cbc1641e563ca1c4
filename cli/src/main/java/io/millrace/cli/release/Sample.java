package io.millrace.cli.release;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers that were observed of a release, to be looked at as a distribution.
final class Sample {
  private static final double[] LEVELS = {0, 0.01, 0.1, 0.5, 0.9, 0.99, 1};

  private double[] numbers = new double[1 << 10];
  private int size;

  void add(double number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  /// Observed numbers by level, from the least (0) to the greatest (1); empty without any.
  Map<Double, Double> quantiles() {
    double[] sorted = Arrays.copyOf(numbers, size);
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
