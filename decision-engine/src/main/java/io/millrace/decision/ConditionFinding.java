package io.millrace.decision;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValue.Scalar;
import org.jspecify.annotations.Nullable;

/// How one condition of a rule came out for a prediction.
///
/// @param source the condition as it is written
/// @param compared the values that it compares, absent where it compares none
public record ConditionFinding(String source, Finding finding, @Nullable Compared compared) {
  /// How far two numbers are apart at most that are called close, by the greater of them.
  private static final double CLOSE = 0.1;

  /// Whether it compares two numbers by order that are nearly the same, so that it came out as it
  /// did by little.
  public boolean isClose() {
    return compared != null
        && compared.isOrder()
        && compared.left().value() instanceof Scalar(double left)
        && compared.right().value() instanceof Scalar(double right)
        && Math.abs(left - right) <= CLOSE * Math.max(Math.abs(left), Math.abs(right));
  }

  /// Whether it compares two numbers by order.
  public boolean isOrder() {
    return compared != null
        && compared.isOrder()
        && compared.left().value() instanceof Scalar
        && compared.right().value() instanceof Scalar;
  }

  /// The two values of a comparison.
  ///
  /// @param isOrder whether it asks which of them is the greater one
  public record Compared(Side left, boolean isOrder, Side right) {}

  /// A side of a comparison.
  ///
  /// @param source as it is written
  /// @param isConstant whether it is the same for every prediction
  public record Side(String source, FeatureValue value, boolean isConstant) {}
}
