package io.millrace.trainer.promotion;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.Group;

/// How much lower the average precision of the release in charge is than it has been.
///
/// What it is held against is the best that the same release has shown: a new one begins anew.
final class PrecisionDrop {
  /// With fewer positives a day tells nothing.
  private static final int FEWEST_POSITIVES = 50;

  private int release = -1;
  private double best = Double.NaN;
  private double latest = Double.NaN;

  /// Whose it is from now on.
  void isOf(int inCharge) {
    if (inCharge != release) {
      release = inCharge;
      best = Double.NaN;
      latest = Double.NaN;
    }
  }

  /// Takes what was told of a day; what is not of all events of the release is passed over.
  void take(Evaluation evaluation) {
    Double precision = evaluation.metrics().get("average_precision");
    if (!evaluation.group().equals(new Group(release, null))
        || precision == null
        || evaluation.evidence().positives() < FEWEST_POSITIVES) {
      return;
    }
    latest = precision;
    best = precision > best || Double.isNaN(best) ? precision : best;
  }

  /// NaN where it is not known.
  double value() {
    return best - latest;
  }
}
