package io.millrace.trainer;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Boosts trees with XGBoost.
///
/// The same examples and parameters give the same trees, on one machine type with one version.
final class XgboostTrainer {

  private XgboostTrainer() {}

  /// Throws a [TrainerFailure] where XGBoost refuses or cannot be loaded. The caller closes the
  /// model.
  static XgboostModel train(Examples examples, XgboostParameters parameters) {
    try {
      DMatrix matrix = XgboostModel.matrix(examples);
      try {
        matrix.setLabel(examples.labels());
        Booster booster =
            XGBoost.train(
                matrix, parameters.forXgboost(), parameters.trees(), Map.of(), null, null);
        return new XgboostModel(booster);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new TrainerFailure("XGBoost cannot train: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw notLoaded(e);
    }
  }

  static TrainerFailure notLoaded(LinkageError error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return new TrainerFailure(
        "XGBoost's native library does not load (%s): install the OpenMP runtime (Debian, Ubuntu: apt-get install libgomp1; Fedora: dnf install libgomp; macOS: brew install libomp) and have a writable folder for temporary files"
            .formatted(cause.getMessage()),
        error);
  }
}
