package io.millrace.model;

import io.millrace.contracts.Assessment;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Says what a release says of feature vectors.
interface Scorer extends Closeable {

  /// The answer to each vector, in their order: the same assessment whatever others come with it.
  List<Answer> score(List<FeatureVector> vectors);

  @Override
  default void close() throws IOException {}

  /// The scorer of a release without a model.
  static Scorer withoutModel(int release) {
    return vectors ->
        vectors.stream().map(vector -> Answer.withoutRun(unscored(release, vector))).toList();
  }

  /// The assessment of a vector that no model is to see.
  static Assessment unscored(int release, FeatureVector vector) {
    return new Assessment(
        release, vector.features(), Map.of(), null, vector.degraded(), null, List.of());
  }
}
