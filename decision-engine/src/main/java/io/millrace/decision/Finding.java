package io.millrace.decision;

/// How a rule, or one of its conditions, came out for a prediction.
public sealed interface Finding {

  /// It holds.
  record Holds() implements Finding {}

  /// It holds, and its event is held back from what it decides.
  record HeldBack() implements Finding {}

  /// It does not hold.
  record HoldsNot() implements Finding {}

  /// It reads the score, and there is none: it does not hold.
  record LacksScore() implements Finding {}

  /// It could not be computed.
  ///
  /// @param why in words that a person understands
  record NotComputed(String why) implements Finding {}

  /// A rule before it has decided.
  record NotReached() implements Finding {}

  /// Whether it was asked, and does not hold.
  default boolean isNo() {
    return switch (this) {
      case HoldsNot _, LacksScore _ -> true;
      case Holds _, HeldBack _, NotComputed _, NotReached _ -> false;
    };
  }
}
