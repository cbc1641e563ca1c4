package io.millrace.model;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.noop.NoopDistributionSummary;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.drift.RecentValues;
import io.millrace.contracts.drift.ReferenceBins;
import io.millrace.runtime.StageMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is measured of what one release's model is asked and answers: which model it is, its
/// scores, and how far these and its features are from those of training, where its card tells of
/// them.
///
/// A score below 0 is in no bucket. Where nothing is measured, no drift is computed either. Safe
/// for use by several threads.
final class ModelMetrics {
  /// So many features have their drift told, the first ones of the model: a scrape has to end.
  static final int MOST_FEATURES = 16;

  private static final int SHOWN_OF_DIGEST = 12;

  private final int score;
  private final DistributionSummary scores;
  private final Optional<RecentValues> recentScores;
  private final List<Watched> features = new ArrayList<>();

  /// @param ofRelease carries the release as a label
  ModelMetrics(StageMetrics ofRelease, AdmittedModel model, ModelDefinition definition) {
    score = List.copyOf(definition.outputs().keySet()).indexOf(Assessment.SCORE);
    Quantiles quantiles = model.quantiles().orElse(new Quantiles(Map.of(), Map.of()));
    List<Double> ofScore = quantiles.outputs().getOrDefault(Assessment.SCORE, List.of());
    scores =
        ofRelease.summary(
            "millrace.score",
            "Scores that the model gave",
            ScoreBuckets.of(definition.range(), ofScore));
    boolean isTold = !(scores instanceof NoopDistributionSummary);
    recentScores =
        isTold && score >= 0 ? ReferenceBins.of(ofScore).map(RecentValues::new) : Optional.empty();
    for (FeatureColumns.Columns columns : model.columns().columns()) {
      if (isTold && columns.width() == 1 && features.size() < MOST_FEATURES) {
        ReferenceBins.of(quantiles.features().getOrDefault(columns.feature(), List.of()))
            .ifPresent(bins -> features.add(new Watched(columns, new RecentValues(bins))));
      }
    }
    tell(ofRelease, model.ref());
  }

  /// A feature, and its values in the rows that the model was asked about.
  private record Watched(FeatureColumns.Columns columns, RecentValues recent) {}

  private void tell(StageMetrics ofRelease, ModelRef ref) {
    String digest = ref.sha256().substring(0, Math.min(SHOWN_OF_DIGEST, ref.sha256().length()));
    ofRelease.gauge(
        "millrace.model.info",
        "1 for each model that is loaded",
        () -> 1,
        "model",
        ref.name(),
        "sha256",
        digest);
    recentScores.ifPresent(recent ->
        ofRelease.gauge(
            "millrace.score.drift",
            "Population stability index of recent scores against those of training",
            () -> drift(recent)));
    for (Watched feature : features) {
      ofRelease.gauge(
          "millrace.feature.drift",
          "Population stability index of a feature's recent values against those of training",
          () -> drift(feature.recent()),
          "feature",
          feature.columns().feature());
    }
  }

  private synchronized double drift(RecentValues recent) {
    return recent.drift();
  }

  /// Takes the rows of a run, and what the model said of them.
  synchronized void answered(double[][] rows, Scores said) {
    for (int row = 0; row < rows.length; row++) {
      for (Watched feature : features) {
        feature.recent().add(rows[row][feature.columns().start()]);
      }
      if (score >= 0 && said.failure(row) == null) {
        scored(said.get(row, score));
      }
    }
  }

  private void scored(double value) {
    scores.record(value);
    if (recentScores.isPresent()) {
      recentScores.get().add(value);
    }
  }
}
