package io.millrace.contracts.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The bins that a number's values are counted in to be compared with what they were in training,
/// and the share of values that each is expected to have.
///
/// They come from quantiles at evenly spaced levels. A bin ends at a value that is among these, and
/// begins where the one before ends; between two levels lies the same share of values always, so a
/// bin is expected to have as many of these steps as end at its value. The first bin and the last
/// are open to the outside. A missing value (NaN) has a bin of its own, which is expected empty.
public final class ReferenceBins {
  private final float[] ends;
  private final double[] expected;

  private ReferenceBins(float[] ends, double[] expected) {
    this.ends = ends;
    this.expected = expected;
  }

  /// Bins by quantiles, the least first; empty where these hold but one value, because then nothing
  /// can be told apart.
  public static Optional<ReferenceBins> of(List<Double> quantiles) {
    int steps = quantiles.size() - 1;
    float[] ends = new float[quantiles.size()];
    double[] shares = new double[quantiles.size() + 1];
    int bins = 0;
    for (int level = 1; level <= steps; level++) {
      float end = quantiles.get(level).floatValue();
      if (bins == 0 || end > ends[bins - 1]) {
        ends[bins++] = end;
      }
      shares[bins - 1] += 1.0 / steps;
    }
    return bins < 2
        ? Optional.empty()
        : Optional.of(
            new ReferenceBins(Arrays.copyOf(ends, bins - 1), Arrays.copyOf(shares, bins + 1)));
  }

  /// How many there are, that of missing values among them.
  public int size() {
    return expected.length;
  }

  /// The bin of a value. Values are compared as floats, because models take such, and the quantiles
  /// of a card are often those of a model's floats.
  ///
  /// The search looks as often whatever it finds, and so without a branch that a processor would
  /// guess wrong: with one it takes three times as long.
  public int of(double value) {
    if (Double.isNaN(value)) {
      return expected.length - 1;
    }
    float sought = (float) value;
    int bin = 0;
    int left = ends.length;
    while (left > 0) {
      int half = (left + 1) / 2;
      bin += ends[bin + half - 1] < sought ? half : 0;
      left -= half;
    }
    return bin;
  }

  /// The share of values that a bin had in training.
  public double expected(int bin) {
    return expected[bin];
  }
}
