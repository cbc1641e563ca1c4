package io.millrace.actions;

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
}
