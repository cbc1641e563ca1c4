package io.millrace.trainer;

import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Trees as XGBoost holds them, in memory of its own until closed.
final class XgboostModel implements AutoCloseable {
  private final Booster booster;

  XgboostModel(Booster booster) {
    this.booster = booster;
  }

  /// XGBoost's own scores, the probability of a positive, one for each example.
  float[] score(Examples examples) throws XGBoostError {
    DMatrix matrix = matrix(examples);
    try {
      float[][] rows = booster.predict(matrix);
      float[] scores = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        scores[i] = rows[i][0];
      }
      return scores;
    } finally {
      matrix.dispose();
    }
  }

  List<Tree> trees() throws XGBoostError {
    return Arrays.stream(booster.getModelDump("", false, "json")).map(XgboostDump::parse).toList();
  }

  /// The features in the form XGBoost takes; the caller disposes of it.
  static DMatrix matrix(Examples examples) throws XGBoostError {
    return new DMatrix(examples.values(), examples.size(), examples.width(), Float.NaN);
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
