package io.millrace.model;

import java.util.Arrays;

/// When the records of one topic and partition were read, in bounded memory: of some offsets, and
/// of the others as of the nearest one before.
///
/// The longer ago, the fewer offsets are remembered: how long ago a record was read is known to one
/// part in [#PRECISION] of that.
final class ReadingTimes {
  private static final int MOST = 2_048;

  /// With this a year needs about half of [#MOST].
  private static final int PRECISION = 50;

  private final long[] offsets = new long[MOST];
  private final long[] times = new long[MOST];
  private int size;

  /// @param start what stands before all that is read counts as read then, in milliseconds
  ReadingTimes(long start) {
    offsets[0] = -1;
    times[0] = start;
    size = 1;
  }

  /// Takes note that a record is read, in the order of offsets.
  ///
  /// @param now in milliseconds
  void read(long offset, long now) {
    if (now <= times[size - 1]) {
      return;
    }
    if (size == MOST) {
      thinOut();
    }
    offsets[size] = offset;
    times[size] = now;
    size++;
  }

  /// When a record was read, in milliseconds.
  long at(long offset) {
    int found = Arrays.binarySearch(offsets, 0, size, offset);
    return times[found >= 0 ? found : -found - 2];
  }

  /// Forgets whatever lies closer together than the precision asks for.
  private void thinOut() {
    int last = size - 1;
    int kept = 1;
    for (int i = 1; i <= last; i++) {
      if (i == last || (times[i + 1] - times[kept - 1]) * PRECISION > times[last] - times[i]) {
        offsets[kept] = offsets[i];
        times[kept] = times[i];
        kept++;
      }
    }
    size = kept;
  }
}
