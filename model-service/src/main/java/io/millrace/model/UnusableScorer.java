package io.millrace.model;

import io.millrace.contracts.Assessment;
import java.util.List;
import java.util.Map;

/// Stands in for a release whose model cannot be loaded here, although it was admitted before: its
/// events are decided by rules alone.
///
/// @param reason why it cannot be loaded
record UnusableScorer(int release, String reason, ScoringMetrics metrics, FailureWatch watch)
    implements Scorer {

  @Override
  public List<Answer> score(List<FeatureVector> vectors) {
    return vectors.stream().map(this::assessment).map(Answer::withoutRun).toList();
  }

  private Assessment assessment(FeatureVector vector) {
    metrics.failed();
    watch.failed(vector.assignment(), reason);
    return new Assessment(
        release, vector.features(), Map.of(), null, vector.degraded(), reason, List.of());
  }
}
