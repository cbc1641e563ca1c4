package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bounds of the buckets that a model's scores are counted in.
///
/// A score is taken for a probability: fine near 0, where most events are that nobody looks at, and
/// near 1, where rules decide. Where `range` in the definition, or else the card, says that scores
/// are something else, the buckets are of one width.
final class ScoreBuckets {
  private static final double[] OF_PROBABILITIES = {
    0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1
  };

  private ScoreBuckets() {}

  /// @param quantiles of the scores in training, the least first; none where they are not known
  static double[] of(@Nullable ScoreRange range, List<Double> quantiles) {
    if (range != null && Double.isFinite(range.least()) && Double.isFinite(range.greatest())) {
      return of(range.least(), range.greatest());
    }
    return quantiles.isEmpty()
        ? OF_PROBABILITIES.clone()
        : of(quantiles.getFirst(), quantiles.getLast());
  }

  private static double[] of(double least, double greatest) {
    double first = Math.max(0, least);
    if (greatest <= 1 || greatest <= first) {
      return OF_PROBABILITIES.clone();
    }
    double[] bounds = new double[OF_PROBABILITIES.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = first + (i + 1) * (greatest - first) / bounds.length;
    }
    return bounds;
  }
}
