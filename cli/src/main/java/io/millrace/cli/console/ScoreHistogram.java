package io.millrace.cli.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How scores spread: over [0, 1] where all lie in it, else from the least to the greatest.
///
/// @param from where the first bin begins
/// @param to where the last one ends
/// @param counts how many scores lie in each bin
record ScoreHistogram(double from, double to, List<Integer> counts) {
  static final int BINS = 20;

  ScoreHistogram {
    counts = List.copyOf(counts);
  }

  /// Scores that are no numbers count nowhere.
  static ScoreHistogram of(List<Double> scores) {
    List<Double> finite = scores.stream().filter(Double::isFinite).toList();
    double from = Math.min(0, finite.isEmpty() ? 0 : Collections.min(finite));
    double to = Math.max(1, finite.isEmpty() ? 1 : Collections.max(finite));
    List<Integer> counts = new ArrayList<>(Collections.nCopies(BINS, 0));
    for (double score : finite) {
      int bin = Math.clamp((long) ((score - from) / (to - from) * BINS), 0, BINS - 1);
      counts.set(bin, counts.get(bin) + 1);
    }
    return new ScoreHistogram(from, to, counts);
  }
}
