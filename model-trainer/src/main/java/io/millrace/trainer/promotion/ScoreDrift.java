package io.millrace.trainer.promotion;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.drift.RecentValues;
import io.millrace.contracts.drift.ReferenceBins;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a release's scores are from those of its training.
final class ScoreDrift {
  static final ScoreDrift UNKNOWN = new ScoreDrift(-1, null);

  private final int release;
  private final @Nullable RecentValues scores;

  private ScoreDrift(int release, @Nullable RecentValues scores) {
    this.release = release;
    this.scores = scores;
  }

  /// @param card of its model, absent without one
  static ScoreDrift of(int release, @Nullable ModelCard card) {
    return new ScoreDrift(release, reference(card).orElse(null));
  }

  /// What its scores are held against; empty where its card does not tell.
  static Optional<RecentValues> reference(@Nullable ModelCard card) {
    return card == null || card.quantiles() == null
        ? Optional.empty()
        : ReferenceBins.of(card.quantiles().outputs().getOrDefault(Assessment.SCORE, List.of()))
            .map(RecentValues::new);
  }

  boolean isOf(int other) {
    return release == other;
  }

  /// Takes what it said of an event.
  void take(Example example) {
    if (scores != null
        && example.judged().outputs().get(Assessment.SCORE)
            instanceof FeatureValue.Scalar(double score)) {
      scores.add(score, example.weight());
    }
  }

  /// The population stability index; NaN where it is not known.
  double value() {
    return scores == null ? Double.NaN : scores.drift();
  }
}
