package io.millrace.trainer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which share of the events that each reporter tells of is positive.
final class ReportRates {
  /// Of fewer reports nothing is concluded.
  private static final int FEWEST = 20;

  private static final double JUMP = 3;

  private final Map<String, Tally> byReporter = new HashMap<>();

  private static final class Tally {
    private int reports;
    private double positive;
    private double all;

    private double share() {
      return positive / all;
    }
  }

  void add(ExampleWindow.Row row) {
    if (row.truth().isReported()) {
      Tally tally =
          byReporter.computeIfAbsent(ExampleTable.nameOf(row.truth().reporter()), _ -> new Tally());
      tally.reports++;
      tally.positive += row.isPositive() ? row.truth().weight() : 0;
      tally.all += row.truth().weight();
    }
  }

  /// The reporters whose share is three times as high as before, or a third of it: who suddenly
  /// tells another story is not to be judged by before somebody has looked.
  Set<String> jumpedFrom(ReportRates before) {
    Set<String> jumped = new HashSet<>();
    byReporter.forEach((reporter, tally) -> {
      Tally earlier = before.byReporter.get(reporter);
      if (earlier != null && earlier.reports >= FEWEST && tally.reports >= FEWEST) {
        double ratio = tally.share() / earlier.share();
        if (ratio > JUMP || ratio < 1 / JUMP) {
          jumped.add(reporter);
        }
      }
    });
    return jumped;
  }
}
