package io.millrace.contracts.json;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a JSON array of numbers straight from its bytes: vectors of thousands of numbers are most
/// of what some pipelines read.
///
/// A number of few digits is a whole number over (or times) a power of ten, both of which a double
/// holds exactly: then one operation rounds once, and gives the nearest double. Others are left to
/// Jackson.
final class NumberArray {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int EXACT_DIGITS = 15;

  private final byte[] json;
  private final int end;
  private int at;

  /// Of the number that is being read, without its point.
  private long digits;

  NumberArray(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.end = to;
  }

  /// The numbers of `json[from, to)`, which begins with `[` and ends with `]`.
  static double[] read(byte[] json, int from, int to) throws MalformedJson {
    return new NumberArray(json, from + 1, to - 1).numbers();
  }

  /// Where the last number ended.
  int at() {
    return at;
  }

  private double[] numbers() throws MalformedJson {
    double[] numbers = new double[16];
    int size = 0;
    skipSpace();
    while (at < end) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 4 * size);
      }
      numbers[size++] = number();
      skipSpace();
      if (at < end) {
        require(json[at++] == ',');
        skipSpace();
        require(at < end);
      }
    }
    return Arrays.copyOf(numbers, size);
  }

  /// The number that stands where the last one ended.
  double number() throws MalformedJson {
    int from = at;
    boolean isNegative = take('-');
    digits = 0;
    int whole = at;
    int count = digits();
    require(count == 1 || (count > 1 && json[whole] != '0'));
    int exponent = 0;
    if (take('.')) {
      exponent = -digits();
      require(exponent < 0);
      count -= exponent;
    }
    if (take('e') || take('E')) {
      exponent += exponent();
    }
    if (count > EXACT_DIGITS || Math.abs(exponent) >= POWERS_OF_TEN.length) {
      return NumberInput.parseDouble(
          new String(json, from, at - from, StandardCharsets.ISO_8859_1), true);
    }
    double number =
        exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
    return isNegative ? -number : number;
  }

  /// Appends the digits that come to those of the number, and returns how many they are.
  private int digits() {
    int from = at;
    while (at < end && Digits.isDigit(json[at])) {
      digits = 10 * digits + json[at++] - '0';
    }
    return at - from;
  }

  /// The exponent, or some number that is certainly too large for the short way.
  private int exponent() throws MalformedJson {
    boolean isNegative = take('-');
    if (!isNegative) {
      take('+');
    }
    int from = at;
    int exponent = 0;
    while (at < end && Digits.isDigit(json[at])) {
      exponent = Math.min(10 * exponent + json[at++] - '0', 10_000_000);
    }
    require(at > from);
    return isNegative ? -exponent : exponent;
  }

  private boolean take(char character) {
    boolean isThere = at < end && json[at] == character;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private void skipSpace() {
    while (at < end
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
  }

  private void require(boolean isWellFormed) throws MalformedJson {
    if (!isWellFormed) {
      throw new MalformedJson("an array of numbers holds something else, or is not JSON");
    }
  }
}
