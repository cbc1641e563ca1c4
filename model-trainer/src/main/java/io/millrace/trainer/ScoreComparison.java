package io.millrace.trainer;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How much better one model ranks the same rows than another, and how sure that is.
///
/// The average precision of both is taken again and again over rows drawn with replacement, the
/// same rows for both: a paired bootstrap. Rows of one entity are drawn together, because frauds of
/// one card are not independent evidence. How often an entity is drawn is a Poisson number with the
/// mean 1, which comes to the same for many rows and needs no second pass ([Oza and Russell,
/// 2001](https://proceedings.mlr.press/r3/oza01a.html)).
///
/// The same rows and seed give the same numbers.
public final class ScoreComparison {
  private static final int FEWEST_DRAWS = 400;
  private static final int MOST_DRAWS = 20_000;

  /// So many draws are to lie beyond a bound for it to be told from them.
  private static final double BEYOND = 4;

  private final double champion;
  private final double difference;
  private final double[] drawn;

  private ScoreComparison(double champion, double difference, double[] drawn) {
    this.champion = champion;
    this.difference = difference;
    this.drawn = drawn;
  }

  /// The rows that two models are compared on. Its arrays are not copied.
  public static final class Rows {
    private final float[] champion;
    private final float[] candidate;
    private final boolean[] labels;
    private final double[] weights;
    private final int[] entities;

    /// @param champion the scores of one
    /// @param candidate those of the other
    /// @param labels the truth
    /// @param weights for how many rows each stands
    /// @param entities whom each is about: those of one number belong together
    public Rows(
        float[] champion, float[] candidate, boolean[] labels, double[] weights, int[] entities) {
      this.champion = champion;
      this.candidate = candidate;
      this.labels = labels;
      this.weights = weights;
      this.entities = entities;
    }

    float[] champion() {
      return champion;
    }

    float[] candidate() {
      return candidate;
    }

    boolean[] labels() {
      return labels;
    }

    double[] weights() {
      return weights;
    }

    int[] entities() {
      return entities;
    }

    int size() {
      return labels.length;
    }

    int positives() {
      int positives = 0;
      for (boolean label : labels) {
        positives += label ? 1 : 0;
      }
      return positives;
    }
  }

  /// Compares; the rows must have positives.
  ///
  /// @param confidence the greatest that bounds are asked for with: the surer, the more draws
  public static ScoreComparison of(Rows rows, double confidence, long seed) {
    Ranking champion = Ranking.of(rows.champion(), rows.labels(), rows.weights());
    Ranking candidate = Ranking.of(rows.candidate(), rows.labels(), rows.weights());
    double precision = champion.averagePrecision().orElseThrow();
    double difference = candidate.averagePrecision().orElseThrow() - precision;
    int entities = Arrays.stream(rows.entities()).max().orElse(0) + 1;
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[draws(confidence)];
    for (int draw = 0; draw < drawn.length; draw++) {
      double[] weights = drawWeights(rows, entities, random);
      drawn[draw] =
          candidate.averagePrecision(weights).orElse(0)
              - champion.averagePrecision(weights).orElse(0);
    }
    Arrays.sort(drawn);
    return new ScoreComparison(precision, difference, drawn);
  }

  private static int draws(double confidence) {
    return (int) Math.clamp(Math.ceil(BEYOND / (1 - confidence)), FEWEST_DRAWS, MOST_DRAWS);
  }

  private static double[] drawWeights(Rows rows, int entities, SplittableRandom random) {
    int[] times = new int[entities];
    for (int i = 0; i < entities; i++) {
      times[i] = poisson(random);
    }
    double[] weights = new double[rows.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = rows.weights()[i] * times[rows.entities()[i]];
    }
    return weights;
  }

  /// A Poisson number with the mean 1, by inversion.
  private static int poisson(SplittableRandom random) {
    double left = random.nextDouble();
    double probability = Math.exp(-1);
    int number = 0;
    while (left >= probability && number < 20) {
      left -= probability;
      number++;
      probability /= number;
    }
    return number;
  }

  /// The champion's average precision.
  public double champion() {
    return champion;
  }

  /// By how much the candidate's average precision is higher; negative if it is lower.
  public double difference() {
    return difference;
  }

  /// What the difference is at least, with a confidence such as 0.9.
  public double atLeast(double confidence) {
    return drawn[(int) Math.floor((1 - confidence) * (drawn.length - 1))];
  }

  /// What it is at most.
  public double atMost(double confidence) {
    return drawn[(int) Math.ceil(confidence * (drawn.length - 1))];
  }
}
