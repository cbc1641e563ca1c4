package io.millrace.trainer.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/// Whether scores are the shares of positives that they seem to be.
///
/// The expected calibration error, as [Guo and
/// others](https://proceedings.mlr.press/v70/guo17a.html) define it: over ten bins of scores of one
/// width, how far the share of positives is from the mean score, as a mean over the events. A score
/// on a bound is in the higher bin.
final class Calibration {
  private static final int BINS = 10;

  private final double[] weights = new double[BINS];
  private final double[] scores = new double[BINS];
  private final double[] positives = new double[BINS];
  private boolean isProbability = true;
  private double weight;
  private double score;
  private double positive;

  /// @param judgements with scores
  Calibration(List<Judgement> judgements) {
    judgements.forEach(this::add);
  }

  private void add(Judgement judgement) {
    double counted = judgement.weight();
    weight += counted;
    score += counted * judgement.score();
    positive += judgement.positive() ? counted : 0;
    if (judgement.score() < 0 || judgement.score() > 1) {
      isProbability = false;
      return;
    }
    int bin = Math.min(BINS - 1, (int) (judgement.score() * BINS));
    weights[bin] += counted;
    scores[bin] += counted * judgement.score();
    positives[bin] += judgement.positive() ? counted : 0;
  }

  /// From 0 to 1; empty without judgements, or where some score is no probability.
  OptionalDouble error() {
    if (!isProbability || weight == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(scores[bin] - positives[bin]);
    }
    return OptionalDouble.of(sum / weight);
  }

  /// NaN without judgements.
  double meanScore() {
    return score / weight;
  }

  /// NaN without judgements.
  double positiveShare() {
    return positive / weight;
  }
}
