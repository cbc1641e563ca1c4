package io.millrace.contracts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// A vector, such as an embedding. One that was read keeps its JSON, since most are passed on.
  final class Vector implements FeatureValue {
    private final double[] numbers;
    private final byte @Nullable [] json;

    private Vector(double[] numbers, byte @Nullable [] json) {
      for (double number : numbers) {
        requireFinite(number);
      }
      this.numbers = numbers;
      this.json = json;
    }

    /// A vector that takes over `numbers`: the caller does not write to them again.
    public static Vector of(double... numbers) {
      return new Vector(numbers, null);
    }

    public static Vector of(List<Double> numbers) {
      return of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// A vector that was read from JSON, and takes over both.
    public static Vector read(double[] numbers, byte[] json) {
      return new Vector(numbers, json);
    }

    public int size() {
      return numbers.length;
    }

    public double get(int index) {
      return numbers[index];
    }

    /// The numbers themselves, not a copy: to be read only.
    public double[] numbers() {
      return numbers;
    }

    /// The UTF-8 JSON that it was read from, not a copy; absent where it was computed.
    public byte @Nullable [] json() {
      return json;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Vector that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
      return Arrays.toString(numbers);
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
