package io.millrace.contracts.json;

/// Decimal digits among the bytes of a text.
final class Digits {

  private Digits() {}

  static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /// Where the digits that begin at `from` end: at `from` itself, if there is none.
  static int end(byte[] text, int from) {
    int end = from;
    while (isDigit(text[end])) {
      end++;
    }
    return end;
  }

  /// Where the digits that end at `to` begin.
  static int start(byte[] text, int to) {
    int start = to;
    while (isDigit(text[start - 1])) {
      start--;
    }
    return start;
  }

  /// The number that the digits of `text[from, to)` make; they fit into a long.
  static long number(byte[] text, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text[i] - '0';
    }
    return number;
  }
}
