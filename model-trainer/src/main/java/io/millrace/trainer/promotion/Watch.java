package io.millrace.trainer.promotion;

import io.millrace.contracts.definition.LearningDefinition;
import java.time.Duration;
import java.time.Instant;

/// A release that has taken over and is still held against the one it took over from.
///
/// @param run that it came of; 0 if somebody assigned it by hand
///
///   It goes on until the events that were decided while a candidate would be in shadow have
///   matured: the first ones to mature were still decided by the release before.
public record Watch(int run, int release, int previous, Instant since) {

  /// It takes about that for something new to be seen.
  private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

  private static Duration length(LearningDefinition learning) {
    return learning.maturity().plus(learning.promotion().shadow());
  }

  /// When it is watched no more.
  public Instant until(LearningDefinition learning) {
    return since.plus(length(learning));
  }

  /// Whether it is time to look again.
  static boolean isDue(Instant lastLook, Instant now) {
    return !now.isBefore(lastLook.plus(BETWEEN_LOOKS));
  }

  /// How sure a single look must be, so that all of them together are as sure as is asked: who
  /// looks ten times is wrong ten times as easily ([Bonferroni
  /// correction](https://en.wikipedia.org/wiki/Bonferroni_correction)).
  static double confidenceOfALook(LearningDefinition learning) {
    long looks = Math.max(1, length(learning).dividedBy(BETWEEN_LOOKS));
    return 1 - (1 - learning.promotion().confidence()) / looks;
  }
}
