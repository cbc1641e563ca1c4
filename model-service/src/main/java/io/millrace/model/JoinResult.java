package io.millrace.model;

/// What came of a part.
sealed interface JoinResult {

  /// A prediction is due: for the first time, or again because its parts were read again.
  record Completed(JoinedParts parts) implements JoinResult {}

  /// Other parts are still to come.
  record Waits() implements JoinResult {}

  /// The part was known already, or its event is done.
  record Dropped() implements JoinResult {}
}
