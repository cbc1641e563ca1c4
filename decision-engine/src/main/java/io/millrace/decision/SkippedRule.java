package io.millrace.decision;

/// A rule that could not be computed for one prediction.
///
/// @param number its place in the policy, from 1
/// @param outcome what it would have decided
/// @param isShadow whether it decides nothing anyway
/// @param failure why, in words that a person understands
public record SkippedRule(int number, String outcome, boolean isShadow, String failure) {

  @Override
  public String toString() {
    return "rule " + number + ": " + failure;
  }
}
