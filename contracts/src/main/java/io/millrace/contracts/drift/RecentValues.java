package io.millrace.contracts.drift;

/// How far the recent values of a number are from those of training: the population stability
/// index, that is the sum over all bins of (p - q) ln(p / q), where p is the share of a bin now and
/// q its share in training.
///
/// Values count the less the more have come since: half after [#HALF_LIFE]. A share below
/// [#LEAST_SHARE] counts as that, so that an empty bin is finite. Under 0.1 nothing has changed,
/// over 0.25 much has. Not safe for use by several threads.
public final class RecentValues {
  static final int HALF_LIFE = 10_000;

  /// Before so many values nothing is said.
  public static final int FEWEST = 1_000;

  /// What so few values cannot tell from none.
  static final double LEAST_SHARE = 1.0 / FEWEST;

  private static final double GROWTH = Math.pow(2, 1.0 / HALF_LIFE);
  private static final double GREATEST_WEIGHT = 1e100;

  private final ReferenceBins bins;
  private final double[] weights;

  /// Of the next value: instead of all others becoming lighter, each is heavier than those before.
  private double weight = 1;

  private long values;

  public RecentValues(ReferenceBins bins) {
    this.bins = bins;
    this.weights = new double[bins.size()];
  }

  /// Takes the next value; NaN is a missing one.
  public void add(double value) {
    add(value, 1);
  }

  /// The same for one that stands for several.
  public void add(double value, double times) {
    weights[bins.of(value)] += weight * times;
    weight *= GROWTH;
    values++;
    if (weight > GREATEST_WEIGHT) {
      scaleDown();
    }
  }

  private void scaleDown() {
    for (int bin = 0; bin < weights.length; bin++) {
      weights[bin] /= weight;
    }
    weight = 1;
  }

  /// The index; NaN while too few values have come.
  public double drift() {
    if (values < FEWEST) {
      return Double.NaN;
    }
    double all = 0;
    for (double each : weights) {
      all += each;
    }
    double drift = 0;
    for (int bin = 0; bin < weights.length; bin++) {
      double now = Math.max(LEAST_SHARE, weights[bin] / all);
      double then = Math.max(LEAST_SHARE, bins.expected(bin));
      drift += (now - then) * Math.log(now / then);
    }
    return drift;
  }
}
