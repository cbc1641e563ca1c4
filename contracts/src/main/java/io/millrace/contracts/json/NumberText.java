package io.millrace.contracts.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/// Doubles as `Double.toString` and Jackson have them: the shortest decimal that is read as the
/// same double.
///
/// Whole numbers, and those of a few digits after the point, are written without a search for that
/// decimal: no two decimals of up to fifteen digits are the same double, so whichever is the same
/// double is the shortest.
final class NumberText {
  /// No number is longer.
  static final int LONGEST = 26;

  /// From here on a double is written with an exponent.
  private static final double LARGE = 1e7;

  /// Below this too, but for zero.
  private static final double SMALL = 1e-3;

  private static final int DIGITS_AFTER_POINT = 4;
  private static final int SCALE = 10_000;

  private NumberText() {}

  /// Writes a finite number from `into[at]` on and returns where it ends.
  static int write(double number, byte[] into, int at) {
    double size = Math.abs(number);
    if ((size >= SMALL && size < LARGE) || Double.doubleToRawLongBits(number) == 0) {
      long scaled = (long) (size * SCALE + 0.5);
      if ((double) scaled / SCALE == size) {
        return write(number < 0, scaled, into, at);
      }
    }
    String text = NumberOutput.toString(number, true);
    for (int i = 0; i < text.length(); i++) {
      into[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }

  private static int write(boolean isNegative, long scaled, byte[] into, int at) {
    int end = at;
    if (isNegative) {
      into[end++] = '-';
    }
    end = NumberOutput.outputLong(scaled / SCALE, into, end);
    into[end] = '.';
    int rest = (int) (scaled % SCALE);
    int digits = DIGITS_AFTER_POINT;
    while (digits > 1 && rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    for (int i = digits; i > 0; i--) {
      into[end + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end + digits + 1;
  }
}
