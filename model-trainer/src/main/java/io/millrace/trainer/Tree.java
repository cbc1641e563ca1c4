package io.millrace.trainer;

/// A regression tree, or a node of one.
sealed interface Tree {

  /// The end of every path.
  ///
  /// @param value what the tree adds to the sum
  record Leaf(float value) implements Tree {}

  /// A question to one feature.
  ///
  /// @param feature the column that is asked
  /// @param threshold a value below it goes to `below`, any other to `others`
  /// @param missingIsBelow where a missing value (NaN) goes
  record Split(int feature, float threshold, boolean missingIsBelow, Tree below, Tree others)
      implements Tree {}
}
