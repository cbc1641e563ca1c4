package io.millrace.trainer.promotion;

import io.millrace.contracts.definition.LearningDefinition;
import java.time.Duration;
import java.time.Instant;

/// A release that has taken over and is still held against the one it took over from.
///
/// It goes on until the events that were decided while a candidate would be in shadow have matured:
/// the first ones to mature were still decided by the release before. It is looked at about once a
/// day, since it takes that for something new to be seen, and ten times at most.
///
/// @param run that it came of; 0 if somebody assigned it by hand
/// @param since up to which time events had matured when it took over
public record Watch(int run, int release, int previous, Instant since) {
  private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);
  private static final long MOST_LOOKS = 10;

  private static Duration length(LearningDefinition learning) {
    return learning.maturity().plus(learning.promotion().shadow());
  }

  /// When it is watched no more.
  public Instant until(LearningDefinition learning) {
    return since.plus(length(learning));
  }

  private static long looks(LearningDefinition learning) {
    return Math.clamp(length(learning).dividedBy(BETWEEN_LOOKS), 1, MOST_LOOKS);
  }

  /// Whether it is time to look, for the first time or again.
  boolean isDue(Instant lastLook, Instant now, LearningDefinition learning) {
    return looksUntil(now, learning) > looksUntil(lastLook, learning);
  }

  private long looksUntil(Instant time, LearningDefinition learning) {
    Duration between = length(learning).dividedBy(looks(learning));
    return time.isAfter(since) && !between.isZero()
        ? Duration.between(since, time).dividedBy(between)
        : 0;
  }

  /// How sure a single look must be, so that all of them together are as sure as is asked: who
  /// looks ten times is wrong ten times as easily ([Bonferroni
  /// correction](https://en.wikipedia.org/wiki/Bonferroni_correction)).
  static double confidenceOfALook(LearningDefinition learning) {
    return 1 - (1 - learning.promotion().confidence()) / looks(learning);
  }
}
