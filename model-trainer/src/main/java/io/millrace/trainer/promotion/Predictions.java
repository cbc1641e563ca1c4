package io.millrace.trainer.promotion;

/// The latest predictions.
@FunctionalInterface
interface Predictions {

  /// Has answers take them.
  void tell(ShadowAnswers answers);
}
