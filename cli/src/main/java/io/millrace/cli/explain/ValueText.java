package io.millrace.cli.explain;

import io.millrace.contracts.FeatureValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Values as people read them.
public final class ValueText {
  private static final MathContext DIGITS = new MathContext(6);
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e15;
  private static final int MOST_NUMBERS = 6;
  private static final int MOST_CHARACTERS = 2_000;

  private ValueText() {}

  /// Numbers to six digits, lists by their first numbers.
  static String of(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) -> of(number);
      case FeatureValue.Text(String text) -> shortened(text);
      case FeatureValue.Vector vector -> of(vector);
    };
  }

  public static String of(double number) {
    double size = Math.abs(number);
    if (size != 0 && (size < SMALL || size >= LARGE)) {
      return String.format(Locale.ROOT, "%.5e", number);
    }
    BigDecimal exact = new BigDecimal(number);
    BigDecimal rounded =
        size >= 1e6 ? exact.setScale(0, DIGITS.getRoundingMode()) : exact.round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /// The same with all digits where another value that differs would read alike.
  static String apartFrom(FeatureValue other, FeatureValue value) {
    return value instanceof FeatureValue.Scalar(double number)
            && !value.equals(other)
            && of(value).equals(of(other))
        ? Double.toString(number)
        : of(value);
  }

  /// A difference, with its sign.
  static String signed(double number) {
    return number > 0 ? "+" + of(number) : of(number);
  }

  /// The text itself, or its beginning where it is too long for a terminal.
  static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : String.format(
            Locale.ROOT, "%s… (%,d characters)", text.substring(0, MOST_CHARACTERS), text.length());
  }

  private static String of(FeatureValue.Vector vector) {
    String first =
        Arrays.stream(vector.numbers())
            .limit(MOST_NUMBERS)
            .mapToObj(ValueText::of)
            .collect(Collectors.joining(", "));
    return vector.size() <= MOST_NUMBERS
        ? "[" + first + "]"
        : String.format(Locale.ROOT, "[%s, … %,d numbers]", first, vector.size());
  }
}
