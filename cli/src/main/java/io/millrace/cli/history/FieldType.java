package io.millrace.cli.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// How the text of a table's cell becomes a JSON value.
enum FieldType {
  STRING,
  NUMBER,
  INTEGER,
  BOOLEAN;

  /// Throws `IllegalArgumentException` if the text is no such value.
  void write(String text, JsonGenerator json) throws IOException {
    switch (this) {
      case STRING -> json.writeString(text);
      case NUMBER -> json.writeNumber(finite(Double.parseDouble(text)));
      case INTEGER -> json.writeNumber(Long.parseLong(text));
      case BOOLEAN -> json.writeBoolean(truth(text));
    }
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no number " + number);
    }
    return number;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException(text + " is neither true nor false");
    };
  }
}
