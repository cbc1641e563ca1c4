package io.millrace.actions;

import io.millrace.runtime.Releases;
import java.time.Duration;

/// How one attempt at an action ended.
sealed interface Attempt {

  /// The action is done.
  record Succeeded(String answer) implements Attempt {}

  /// The action may not be done; another attempt may do it.
  ///
  /// @param atLeast how long the other side asks to be left alone
  record Failed(String answer, Duration atLeast) implements Attempt {

    Failed(String answer) {
      this(answer, Duration.ZERO);
    }
  }

  /// The action is not done, and another attempt would end the same.
  record Refused(String answer) implements Attempt {}

  /// Refuses what the release that an action is of does not declare.
  static Attempt undeclared(String target, int release) {
    return new Refused(
        release == Releases.FOLDER
            ? target + " is none of this pipeline's actions: add it there, then redrive"
            : "%s is none of the actions of release %d: no other is performed"
                .formatted(target, release));
  }
}
