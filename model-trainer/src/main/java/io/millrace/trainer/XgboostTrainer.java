package io.millrace.trainer;

import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Boosts trees with XGBoost.
///
/// The same examples and parameters give the same trees, on one machine type with one version.
final class XgboostTrainer {

  /// After so many trees that bring nothing on later examples no more are tried.
  private static final int WITHOUT_GAIN = 20;

  private XgboostTrainer() {}

  /// Throws a [TrainerFailure] where XGBoost refuses or cannot be loaded. The caller closes the
  /// model.
  static XgboostModel train(Examples examples, XgboostParameters parameters) {
    return loaded(() -> {
      DMatrix matrix = matrix(examples);
      try {
        return new XgboostModel(
            XGBoost.train(
                matrix, parameters.forXgboost(), parameters.trees(), Map.of(), null, null));
      } finally {
        matrix.dispose();
      }
    });
  }

  /// How many of the trees are worth having: those up to which the logarithmic loss on later
  /// examples falls. Throws as [#train] does.
  static int treesThatHelp(Examples examples, Examples later, XgboostParameters parameters) {
    return loaded(() -> {
      DMatrix matrix = matrix(examples);
      DMatrix judge = matrix(later);
      try {
        Map<String, Object> words = parameters.forXgboost();
        words.put("eval_metric", "logloss");
        words.put("verbose_eval", "false");
        words.put("maximize_evaluation_metrics", false);
        float[][] losses = new float[1][parameters.trees()];
        Arrays.fill(losses[0], Float.POSITIVE_INFINITY);
        XGBoost.train(
                matrix,
                words,
                parameters.trees(),
                Map.of("later", judge),
                losses,
                null,
                null,
                WITHOUT_GAIN)
            .dispose();
        return lowest(losses[0]) + 1;
      } finally {
        judge.dispose();
        matrix.dispose();
      }
    });
  }

  private static int lowest(float[] losses) {
    int lowest = 0;
    for (int i = 1; i < losses.length; i++) {
      lowest = losses[i] < losses[lowest] ? i : lowest;
    }
    return lowest;
  }

  /// Labelled and weighted; the caller disposes of it.
  private static DMatrix matrix(Examples examples) throws XGBoostError {
    DMatrix matrix = XgboostModel.matrix(examples);
    matrix.setLabel(examples.labels());
    matrix.setWeight(examples.weights());
    return matrix;
  }

  private interface Work<T> {
    T run() throws XGBoostError;
  }

  private static <T> T loaded(Work<T> work) {
    try {
      return work.run();
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
