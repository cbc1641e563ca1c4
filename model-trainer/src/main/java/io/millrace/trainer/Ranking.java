package io.millrace.trainer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// How well scores put positives before negatives. Rows of equal score share one rank.
///
/// Definitions: the area under the ROC curve is the share of pairs of a positive and a negative
/// whose scores stand in the right order, equal scores counting one half; average precision is the
/// sum over thresholds of (R_n − R_{n−1}) P_n, as
/// [scikit-learn](https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html)
/// defines it.
final class Ranking {
  /// For each row, ascending: its score, in a form that sorts as integers, and in bit 0 its label.
  private final long[] ranked;

  private final long positives;

  private Ranking(long[] ranked) {
    this.ranked = ranked;
    positives = Arrays.stream(ranked).map(Ranking::label).sum();
  }

  static Ranking of(float[] scores, boolean[] labels) {
    long[] ranked = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(scores[i])) {
        throw new TrainerFailure("the model answers NaN to row " + i + ": it cannot be ranked");
      }
      int bits = Float.floatToIntBits(scores[i] + 0.0f);
      long rank = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
      ranked[i] = rank << 1 | (labels[i] ? 1 : 0);
    }
    Arrays.sort(ranked);
    return new Ranking(ranked);
  }

  /// From 0 to 1, 0.5 for scores that say nothing; empty without both positives and negatives.
  OptionalDouble aucRoc() {
    long negatives = ranked.length - positives;
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    long twiceRightPairs = 0;
    long negativesBelow = 0;
    for (int from = 0; from < ranked.length; ) {
      int to = from;
      long positivesHere = 0;
      for (; to < ranked.length && score(ranked[to]) == score(ranked[from]); to++) {
        positivesHere += label(ranked[to]);
      }
      long negativesHere = to - from - positivesHere;
      twiceRightPairs += positivesHere * (2 * negativesBelow + negativesHere);
      negativesBelow += negativesHere;
      from = to;
    }
    return OptionalDouble.of(twiceRightPairs / 2.0 / positives / negatives);
  }

  /// From 0 to 1, about the share of positives for scores that say nothing; empty without
  /// positives.
  OptionalDouble averagePrecision() {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    long found = 0;
    for (int to = ranked.length; to > 0; ) {
      int from = to;
      long foundHere = 0;
      for (; from > 0 && score(ranked[from - 1]) == score(ranked[to - 1]); from--) {
        foundHere += label(ranked[from - 1]);
      }
      found += foundHere;
      sum += foundHere * ((double) found / (ranked.length - from));
      to = from;
    }
    return OptionalDouble.of(sum / positives);
  }

  /// The metrics that these rows can give, by the names a model card uses.
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    aucRoc().ifPresent(value -> metrics.put("auc_roc", value));
    averagePrecision().ifPresent(value -> metrics.put("average_precision", value));
    return metrics;
  }

  private static long score(long ranked) {
    return ranked >> 1;
  }

  private static long label(long ranked) {
    return ranked & 1;
  }
}
