package io.millrace.actions;

/// How one attempt at an action ended.
sealed interface Attempt {

  /// The action is done.
  record Succeeded(String answer) implements Attempt {}

  /// The action may not be done; another attempt may do it.
  record Failed(String answer) implements Attempt {}

  /// The action is not done, and another attempt would end the same.
  record Refused(String answer) implements Attempt {}
}
