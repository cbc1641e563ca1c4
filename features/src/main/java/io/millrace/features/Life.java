package io.millrace.features;

/// Since when an entity has been known without a long silence.
///
/// @param since the offset of the record with which it began; what earlier ones left is forgotten
/// @param seen when the last record of the entity was appended to the log, in milliseconds
record Life(long since, long seen) {
  static final Life NONE = new Life(Long.MIN_VALUE, Long.MIN_VALUE);

  Life seenAt(long time) {
    return new Life(since, time);
  }

  boolean isOver(long forgottenBefore) {
    return seen != NONE.seen && seen < forgottenBefore;
  }
}
