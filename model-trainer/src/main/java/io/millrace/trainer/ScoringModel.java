package io.millrace.trainer;

/// A model that can be run: what model-service will serve, seen from the trainer, which has no
/// runtime of its own.
public interface ScoringModel extends AutoCloseable {

  /// One score for each row; rows hold the features in the model's order, NaN where missing.
  float[] score(float[][] rows);

  @Override
  void close();
}
