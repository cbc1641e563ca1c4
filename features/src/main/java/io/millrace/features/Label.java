package io.millrace.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
  /// has. One that came before says the same if it was known no later; one at this offset is this.
  boolean isNewsTo(List<Label> labels) {
    @Nullable Label latest = null;
    for (Label label : labels) {
      if (label.offset <= offset && (latest == null || label.offset > latest.offset)) {
        latest = label;
      }
    }
    return latest == null
        || (latest.offset < offset && (latest.positive != positive || latest.knownAt > knownAt));
  }
}
