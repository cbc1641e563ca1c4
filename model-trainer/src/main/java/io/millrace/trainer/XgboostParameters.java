package io.millrace.trainer;

import java.util.LinkedHashMap;
import java.util.Map;

/// How trees are boosted.
///
/// @param trees how many
/// @param learningRate the weight of each tree, above 0, at most 1
/// @param depth of a tree at most
/// @param seed of the learner's random numbers
/// @param positiveWeight how much more a positive counts than a negative
/// @param splits how they are sought
public record XgboostParameters(
    int trees, double learningRate, int depth, int seed, double positiveWeight, Splits splits) {
  /// Sound for fraud on a week of transactions: 100 shallow trees.
  public static final XgboostParameters DEFAULTS = new XgboostParameters(100, 0.1, 3, 42);

  /// Where a tree may split.
  ///
  /// Frauds sit in the far tail of few features, where XGBoost's 256 bins are too wide: over ten
  /// earlier weeks of the handbook's transactions the mean average precision was 0.664 with them
  /// and 0.705 with exact splits, for about eight times the time.
  public enum Splits {
    /// Between any two values.
    EXACT,
    /// Between 1,024 bins of about as many rows each: fine enough for the tails, and the time does
    /// not grow with the rows as that of exact splits does.
    FINE_BINS
  }

  private static final int DEEPEST = 16;
  private static final int BINS = 1024;

  /// With exact splits, and positives that count as negatives do.
  public XgboostParameters(int trees, double learningRate, int depth, int seed) {
    this(trees, learningRate, depth, seed, 1, Splits.EXACT);
  }

  public XgboostParameters {
    if (trees < 1) {
      throw new IllegalArgumentException(trees + " trees make no model: take one or more");
    }
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + ": take one above 0 and at most 1");
    }
    if (!(positiveWeight > 0) || Double.isInfinite(positiveWeight)) {
      throw new IllegalArgumentException(
          "the weight of positives is " + positiveWeight + ": take one above 0");
    }
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "the depth is " + depth + ": take one from 1 to " + DEEPEST);
    }
  }

  /// The same with so many trees.
  XgboostParameters withTrees(int number) {
    return new XgboostParameters(number, learningRate, depth, seed, positiveWeight, splits);
  }

  /// In the words of XGBoost.
  ///
  /// One thread, because the order of its additions decides the last bits of the trees. The base
  /// score is fixed, because XGBoost would else take the share of positives, and a score of 0.5 is
  /// the one whose logit (zero) needs no place in the exported trees.
  Map<String, Object> forXgboost() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("objective", "binary:logistic");
    words.put("base_score", 0.5);
    words.put("eta", learningRate);
    words.put("max_depth", depth);
    switch (splits) {
      case EXACT -> words.put("tree_method", "exact");
      case FINE_BINS -> {
        words.put("tree_method", "hist");
        words.put("max_bin", BINS);
      }
    }
    if (positiveWeight != 1) {
      words.put("scale_pos_weight", positiveWeight);
    }
    words.put("seed", seed);
    words.put("nthread", 1);
    words.put("verbosity", 0);
    return words;
  }
}
