package io.millrace.contracts;

import org.jspecify.annotations.Nullable;

/// What the router says of a record: which release judges it, because of where it stands in the
/// log.
///
/// @param assignment the number of the assignment in force there, 0 before the first
/// @param release the release that judges; 0 is the folder that the services were started with
/// @param shadow the release that is asked too, but has no say
public record Stamp(int assignment, int release, @Nullable Integer shadow) {

  /// Before anything was assigned.
  public static final Stamp NONE = new Stamp(0, 0, null);

  public Stamp {
    if (assignment < 0 || release < 0 || (shadow != null && shadow < 0)) {
      throw new IllegalArgumentException(
          "no stamp: assignment %d, release %d, shadow %s".formatted(assignment, release, shadow));
    }
    if (shadow != null && shadow == release) {
      throw new IllegalArgumentException("release " + release + " cannot be its own shadow");
    }
  }
}
