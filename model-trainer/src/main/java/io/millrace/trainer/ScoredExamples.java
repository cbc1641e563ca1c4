package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Evaluation;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Examples and what the trained model says of them.
final class ScoredExamples {
  private final String on;
  private final Examples examples;
  private final float[] scores;

  private ScoredExamples(String on, Examples examples, float[] scores) {
    this.on = on;
    this.examples = examples;
    this.scores = scores;
  }

  /// Scores examples; `on` names their part, as [Evaluation#on()] does.
  static ScoredExamples of(String on, Examples examples, XgboostModel model) throws XGBoostError {
    return new ScoredExamples(on, examples, model.score(examples));
  }

  Examples examples() {
    return examples;
  }

  float score(int example) {
    return scores[example];
  }

  /// The scores themselves, not a copy: to be read only.
  float[] scores() {
    return scores;
  }

  Evaluation evaluation() {
    return new Evaluation(on, examples.dataset(), examples.ranked(scores).metrics());
  }
}
