package io.millrace.trainer;

import java.util.Arrays;

/// The rows of a column in the order of its numbers, without an object for each.
///
/// Each row is one long: above its number in a form that sorts as integers do, and below the row.
final class FloatOrder {
  private final long[] ranked;

  private FloatOrder(long[] ranked) {
    this.ranked = ranked;
  }

  /// Ascending; rows of equal numbers in their own order, those without one (NaN) left out.
  static FloatOrder of(float[] values) {
    long[] ranked = new long[values.length];
    int present = 0;
    for (int row = 0; row < values.length; row++) {
      if (!Float.isNaN(values[row])) {
        int bits = Float.floatToIntBits(values[row] + 0.0f);
        long rank = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        ranked[present++] = rank << Integer.SIZE | row;
      }
    }
    long[] kept = Arrays.copyOf(ranked, present);
    Arrays.sort(kept);
    return new FloatOrder(kept);
  }

  /// How many rows have a number.
  int size() {
    return ranked.length;
  }

  int row(int place) {
    return (int) ranked[place];
  }

  /// Whether the numbers at two places are the same.
  boolean areEqual(int place, int other) {
    return ranked[place] >> Integer.SIZE == ranked[other] >> Integer.SIZE;
  }
}
