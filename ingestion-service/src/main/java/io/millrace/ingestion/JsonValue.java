package io.millrace.ingestion;

/// The value of a field, before it is known what the field means.
sealed interface JsonValue {

  record Text(String value) implements JsonValue {}

  /// A number as it is written, finite as a double.
  record Numeral(String literal) implements JsonValue {

    /// Whether it is written as an integer: neither a fraction nor an exponent.
    boolean isInteger() {
      return literal.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    double value() {
      return Double.parseDouble(literal);
    }
  }

  record Truth(boolean value) implements JsonValue {}

  /// What no field of ours can be.
  ///
  /// @param name `null`, `an object` or `an array`
  record Other(String name) implements JsonValue {}

  /// How a message shows it: at most a line.
  default String shown() {
    return switch (this) {
      case Text(String value) -> "'" + abbreviated(value.replaceAll("\\p{Cntrl}", "?")) + "'";
      case Numeral(String literal) -> abbreviated(literal);
      case Truth(boolean value) -> Boolean.toString(value);
      case Other(String name) -> name;
    };
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 59) + '…';
  }
}
