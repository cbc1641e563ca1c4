package io.millrace.runtime;

import java.time.Duration;

/// Time cut into slots of one length, for entries that are kept under the start of a slot: what is
/// no further from a time than that length is in its slot or in one beside it, so that each look-up
/// is of a known key.
///
/// @param length of a slot in milliseconds
public record TimeSlots(long length) {

  public TimeSlots {
    if (length < 1) {
      throw new IllegalArgumentException("a slot has at least a millisecond, not " + length);
    }
  }

  public static TimeSlots of(Duration length) {
    return new TimeSlots(length.toMillis());
  }

  /// The start of the slot that a time is in.
  public long slot(long timestamp) {
    return timestamp - Math.floorMod(timestamp, length);
  }

  /// That slot, where most is found, and those beside it; none before 1970.
  public long[] near(long timestamp) {
    long slot = slot(timestamp);
    return slot < length
        ? new long[] {slot, slot + length}
        : new long[] {slot, slot - length, slot + length};
  }
}
