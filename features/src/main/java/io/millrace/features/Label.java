package io.millrace.features;

import java.util.List;

/// What an event turned out to be, as one outcome says.
///
/// Invariant: it counts for a query at a time and an offset if neither lies before its own; of
/// those that count, the one with the highest offset holds.
///
/// @param offset where the outcome stands in the partition
/// @param knownAt from when on it may be used, in milliseconds
/// @param positive whether its label is above 0
record Label(long offset, long knownAt, boolean positive) {

  /// Whether any query could be answered differently because of it, given the labels that its event
  /// has, by offset. The last one may be this one, or say the same and be known no later.
  boolean isNewsTo(List<Label> labels) {
    if (labels.isEmpty()) {
      return true;
    }
    Label last = labels.getLast();
    return last.offset < offset && (last.positive != positive || last.knownAt > knownAt);
  }
}
