package io.millrace.model;

import io.millrace.contracts.Prediction;
import java.util.Map;

/// Makes predictions of feature vectors.
interface Scorer {

  Prediction score(FeatureVector vector);

  /// The prediction of a vector that no model has seen.
  static Prediction unscored(FeatureVector vector) {
    return new Prediction(
        vector.event(), vector.features(), Map.of(), null, vector.degraded(), vector.sources());
  }
}
