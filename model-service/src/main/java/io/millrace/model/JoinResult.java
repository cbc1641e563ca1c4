package io.millrace.model;

/// What came of a part.
enum JoinResult {
  /// The event's prediction is due: for the first time, or again because its parts were read again.
  DUE,

  /// Other parts are still to come.
  WAITS,

  /// The part was known already, or its event is done.
  DROPPED
}
