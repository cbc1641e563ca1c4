package io.millrace.model;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Prediction;
import java.util.List;
import java.util.Map;

/// Makes predictions of feature vectors.
interface Scorer {

  /// The prediction of each vector, in their order; the same whatever others come with it.
  List<Prediction> score(List<FeatureVector> vectors);

  /// The prediction of a vector that no model has seen.
  static Prediction unscored(FeatureVector vector) {
    Assessment assessment =
        new Assessment(
            vector.release(),
            vector.features(),
            Map.of(),
            null,
            vector.degraded(),
            null,
            List.of());
    return new Prediction(vector.event(), assessment, null, vector.sources());
  }
}
