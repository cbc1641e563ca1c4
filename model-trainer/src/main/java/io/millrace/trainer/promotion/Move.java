package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent.Trigger;

/// What is to be done next in the learning of a pipeline. Whoever does it records what came of it;
/// where that is lost, the same move comes again and finds what was done.
sealed interface Move {

  /// Begin a run.
  record Begin(int run, Trigger trigger) implements Move {}

  /// Have the model of a run trained and published, unless it is.
  record Train(Stage.Training stage) implements Move {}

  /// Have a candidate asked beside the release in charge, once every instance can serve it.
  record AskBeside(Stage.Candidate stage) implements Move {}

  /// Hold a candidate against the release in charge.
  record Judge(Stage.Shadow stage) implements Move {}

  /// Have a candidate take over.
  record Promote(int run, int release) implements Move {}

  /// Give a candidate up.
  record Drop(int run, int release, String reason) implements Move {}

  /// Take note of a release in charge that no run has put there.
  record Notice() implements Move {}

  /// Hold what has taken over against what it took over from.
  record Review(Watch watch, boolean last) implements Move {}
}
