package io.millrace.features;

import java.time.Instant;

/// For which events a feature counts all that it asks for.
///
/// A feature that a release adds finds the history that was kept for others. Where it asks for
/// more, such as a longer window or a field that was not kept, it is incomplete until that has
/// come.
public sealed interface Completeness {

  /// For all that come.
  record Now() implements Completeness {}

  /// For events at a time or later; until then it counts too few.
  record From(Instant time) implements Completeness {}

  /// For none: it looks back for ever, but what came up to a time was not kept.
  record Never(Instant keptAfter) implements Completeness {}
}
