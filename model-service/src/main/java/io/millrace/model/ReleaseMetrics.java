package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/// What is measured of one release, by all who serve it. To be closed by each of them.
final class ReleaseMetrics implements Closeable {
  private final StageMetrics service;
  private final StageMetrics ofRelease;
  private final Runnable giveBack;
  private final PredictionCounts predictions;
  private @Nullable ScoringMetrics scoring;
  private @Nullable ModelMetrics model;

  /// @param ofRelease carries the release as a label
  /// @param giveBack is run by each close
  ReleaseMetrics(StageMetrics service, StageMetrics ofRelease, Runnable giveBack) {
    this.service = service;
    this.ofRelease = ofRelease;
    this.giveBack = giveBack;
    this.predictions = new PredictionCounts(ofRelease);
  }

  PredictionCounts predictions() {
    return predictions;
  }

  /// For a release that has a model.
  synchronized ScoringMetrics scoring() {
    if (scoring == null) {
      scoring = new ScoringMetrics(service, ofRelease);
    }
    return scoring;
  }

  /// For one whose model is served.
  synchronized ModelMetrics of(AdmittedModel admitted, ModelDefinition definition) {
    if (model == null) {
      model = new ModelMetrics(ofRelease, admitted, definition);
    }
    return model;
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
