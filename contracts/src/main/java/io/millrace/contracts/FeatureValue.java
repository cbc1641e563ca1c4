package io.millrace.contracts;

import java.util.List;

/// The value of a feature, of a label or of a model's output.
///
/// Numbers are finite: JSON has no word for NaN, and a model answers NaN with NaN, silently.
public sealed interface FeatureValue {

  /// A number; truth values are 1 and 0.
  record Scalar(double value) implements FeatureValue {
    public Scalar {
      requireFinite(value);
    }
  }

  /// A text, such as a category or a message.
  record Text(String value) implements FeatureValue {}

  /// A vector, such as an embedding.
  record Vector(List<Double> values) implements FeatureValue {
    public Vector {
      values = List.copyOf(values);
      values.forEach(FeatureValue::requireFinite);
    }
  }

  static FeatureValue of(double value) {
    return new Scalar(value);
  }

  static FeatureValue of(String value) {
    return new Text(value);
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value is " + value + ", but must be finite");
    }
  }
}
