package io.millrace.features;

/// The times at which a count of positive labels is right: from when the last label that it holds
/// became known, until the next one does.
///
/// @param from the first such time, in milliseconds
/// @param until the first time after them
record Known(long from, long until) {
  static final Known ALWAYS = new Known(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean at(long time) {
    return time >= from && time < until;
  }

  /// With a label more, seen at a time that is one of these.
  Known with(long knownAt, long time) {
    return knownAt <= time
        ? new Known(Math.max(from, knownAt), until)
        : new Known(from, Math.min(until, knownAt));
  }

  Known and(Known other) {
    return new Known(Math.max(from, other.from), Math.min(until, other.until));
  }
}
