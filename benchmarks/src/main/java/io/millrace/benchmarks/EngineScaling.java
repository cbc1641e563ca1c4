package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// How the time that the engine takes for an event depends on the size of its entity, or on the
/// length of its windows.
///
/// @param large microseconds for an event of the larger entity or the longer window
/// @param small and for one of the smaller
public record EngineScaling(double large, double small) {
  private static final int ROUNDS = 7;
  private static final int ROUND = 50_000;

  /// How many times as long the larger takes.
  public double ratio() {
    return large / small;
  }

  /// A card with so many events in its 30 days beside cards with 60, with the windows of the
  /// card-fraud pipeline.
  public static EngineScaling ofKeys(int hot) {
    return inTurns(EngineRun.ofHotKey(hot), EngineRun.ofQuietKeys());
  }

  /// Windows of 90 days and of an hour over the same log, of which nothing is ever dropped: only
  /// the length of the window differs.
  public static EngineScaling ofWindows() {
    return inTurns(EngineRun.ofQuarter(), EngineRun.ofHour());
  }

  /// The same, each over the log that it needs: 100,000 rows beside 46.
  public static EngineScaling ofWindowsAndLogs() {
    return inTurns(EngineRun.ofQuarterAlone(), EngineRun.ofHourAlone());
  }

  /// Rounds in turns, so that what else the machine does meets both; the medians.
  private static EngineScaling inTurns(EngineRun large, EngineRun small) {
    List<Double> larges = new ArrayList<>();
    List<Double> smalls = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      larges.add(large.add(ROUND));
      smalls.add(small.add(ROUND));
    }
    return new EngineScaling(Median.of(larges), Median.of(smalls));
  }
}
