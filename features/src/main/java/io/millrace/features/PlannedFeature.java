package io.millrace.features;

import io.millrace.contracts.definition.StatefulFeature;
import java.time.Duration;
import java.util.List;

/// A feature, ready to be computed. Not for use by several threads at once.
final class PlannedFeature {
  /// The length of a window that reaches back for ever.
  static final long ALL = Long.MAX_VALUE;

  static final int NO_COLUMN = -1;

  private final String name;
  private final Accumulator accumulator;
  private final long length;
  private final long delay;
  private final int whereColumn;
  private final double otherwise;

  PlannedFeature(StatefulFeature feature, Accumulator accumulator, int whereColumn) {
    Duration length = feature.window().length();
    this.name = feature.name();
    this.accumulator = accumulator;
    this.length = length == null ? ALL : length.toMillis();
    this.delay = feature.window().delay().toMillis();
    this.whereColumn = whereColumn;
    this.otherwise = feature.otherwise();
  }

  String name() {
    return name;
  }

  /// The value over the rows in `(t - delay - length, t - delay]`; one beyond the doubles is the
  /// largest double of its sign.
  double value(List<Chunk> chunks, Query query) {
    long to = query.time() - delay;
    long from = length == ALL ? query.horizon() : Math.max(to - length, query.horizon());
    accumulator.start();
    for (Chunk chunk : chunks) {
      long inWindow = chunk.eventsWithin(from, to, query.offset());
      long rows = whereColumn == NO_COLUMN ? inWindow : chunk.matching(inWindow, whereColumn);
      if (rows != 0) {
        accumulator.add(chunk, rows, query);
      }
    }
    double value = accumulator.value();
    return Double.isNaN(value) ? otherwise : Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
