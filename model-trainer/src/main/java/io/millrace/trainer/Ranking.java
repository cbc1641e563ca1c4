package io.millrace.trainer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// How well scores put positives before negatives. Rows of equal score share one rank, and a row
/// counts for as many as its weight says.
///
/// Definitions: the area under the ROC curve is the share of pairs of a positive and a negative
/// whose scores stand in the right order, equal scores counting one half; average precision is the
/// sum over thresholds of (R_n − R_{n−1}) P_n, as
/// [scikit-learn](https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html)
/// defines it.
public final class Ranking {
  private final FloatOrder order;
  private final boolean[] labels;
  private final double[] weights;
  private final double positives;
  private final double negatives;

  private Ranking(FloatOrder order, boolean[] labels, double[] weights) {
    this.order = order;
    this.labels = labels;
    this.weights = weights;
    this.positives = sum(true);
    this.negatives = sum(false);
  }

  /// Of rows that count alike.
  static Ranking of(float[] scores, boolean[] labels) {
    double[] ones = new double[scores.length];
    Arrays.fill(ones, 1);
    return of(scores, labels, ones);
  }

  /// Of rows each of which counts for as many as its weight says.
  public static Ranking of(float[] scores, boolean[] labels, double[] weights) {
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(scores[i])) {
        throw new TrainerFailure("the model answers NaN to row " + i + ": it cannot be ranked");
      }
    }
    return new Ranking(FloatOrder.of(scores), labels, weights);
  }

  /// From 0 to 1, 0.5 for scores that say nothing; empty without both positives and negatives.
  OptionalDouble aucRoc() {
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    double twiceRightPairs = 0;
    double negativesBelow = 0;
    for (int from = 0; from < order.size(); ) {
      int to = from;
      double positivesHere = 0;
      double negativesHere = 0;
      for (; to < order.size() && order.areEqual(to, from); to++) {
        positivesHere += labels[order.row(to)] ? weights[order.row(to)] : 0;
        negativesHere += labels[order.row(to)] ? 0 : weights[order.row(to)];
      }
      twiceRightPairs += positivesHere * (2 * negativesBelow + negativesHere);
      negativesBelow += negativesHere;
      from = to;
    }
    return OptionalDouble.of(twiceRightPairs / 2.0 / positives / negatives);
  }

  /// From 0 to 1, about the share of positives for scores that say nothing; empty without
  /// positives.
  OptionalDouble averagePrecision() {
    return averagePrecision(weights);
  }

  /// The same, had the rows these weights.
  OptionalDouble averagePrecision(double[] weights) {
    double sum = 0;
    double found = 0;
    double inspected = 0;
    for (int to = order.size(); to > 0; ) {
      int from = to;
      double foundHere = 0;
      for (; from > 0 && order.areEqual(from - 1, to - 1); from--) {
        int row = order.row(from - 1);
        foundHere += labels[row] ? weights[row] : 0;
        inspected += weights[row];
      }
      found += foundHere;
      sum += foundHere == 0 ? 0 : foundHere * (found / inspected);
      to = from;
    }
    return found == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / found);
  }

  /// The metrics that these rows can give, by the names a model card uses.
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    aucRoc().ifPresent(value -> metrics.put("auc_roc", value));
    averagePrecision().ifPresent(value -> metrics.put("average_precision", value));
    return metrics;
  }

  private double sum(boolean label) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += labels[i] == label ? weights[i] : 0;
    }
    return sum;
  }
}
