package io.millrace.features;

import java.util.Comparator;

/// Where a row belongs among all rows of an entity: by the time of its event, and among those of
/// one time by when it came.
///
/// @param time in milliseconds
/// @param offset of the record, which no other row has
record Moment(long time, long offset) implements Comparable<Moment> {
  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::time).thenComparingLong(Moment::offset);

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
