package io.millrace.contracts;

import org.jspecify.annotations.Nullable;

/// Which release judges from a position of the log on: it stands in every partition of `events`,
/// and on `releases` as the record of who changed what and why.
///
/// Of the assignments of a partition those count whose number is higher than all before.
///
/// @param number 1 for the first one of a pipeline, and so on
/// @param release the release that judges; 0 is the folder that the services were started with
/// @param challenger a release that is tried beside it
/// @param cause what brought it about
/// @param reason why, in the words of whoever brought it about; empty if nobody says
public record Assignment(
    int number, int release, @Nullable Challenger challenger, Cause cause, String reason)
    implements StreamRecord {

  public Assignment {
    if (number < 1 || release < 0) {
      throw new IllegalArgumentException(
          "no assignment: number %d, release %d".formatted(number, release));
    }
    if (challenger != null && challenger.release() == release) {
      throw new IllegalArgumentException(
          "release %d cannot challenge itself: name another one".formatted(release));
    }
  }

  /// A release that is asked about every event beside the one that judges.
  ///
  /// @param percent of the entities that it judges itself; 0 for a shadow
  public record Challenger(int release, int percent) {
    public Challenger {
      if (release < 1 || percent < 0 || percent > 99) {
        throw new IllegalArgumentException(
            "no challenger: release %d with %d percent, which must be 0 to 99"
                .formatted(release, percent));
      }
    }

    public boolean isShadow() {
      return percent == 0;
    }
  }

  /// What brings an assignment about.
  public enum Cause {
    /// Somebody wanted this release.
    ASSIGN,
    /// Somebody wanted an earlier one back.
    ROLLBACK,
    /// A service found that a release fails too often.
    WITHDRAWAL
  }
}
