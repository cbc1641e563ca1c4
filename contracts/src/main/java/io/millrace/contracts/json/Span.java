package io.millrace.contracts.json;

/// Where an object or array ends, found by its brackets and strings alone.
final class Span {
  /// Deeper nesting is not counted.
  private static final int DEPTH = Long.SIZE - 1;

  private Span() {}

  /// Where what is open at `json[from]` ends; negative if it does not, if its brackets do not
  /// match, or if it is nested too deeply.
  ///
  /// @param isObject whether it is an object; otherwise an array
  static int end(byte[] json, int from, int to, boolean isObject) {
    long open = isObject ? 1 : 0; // a bit for each open bracket, the innermost lowest
    int depth = 1;
    int at = from;
    while (at < to && depth <= DEPTH) {
      byte character = json[at++];
      switch (character) {
        case '"' -> at = endOfString(json, at, to);
        case '{', '[' -> {
          open = open << 1 | (character == '{' ? 1 : 0);
          depth++;
        }
        case '}', ']' -> {
          if ((open & 1) != (character == '}' ? 1 : 0)) {
            return -1;
          }
          open >>>= 1;
          if (--depth == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static int endOfString(byte[] json, int from, int to) {
    int at = from;
    while (at < to && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
