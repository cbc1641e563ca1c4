package io.millrace.cli.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.contracts.expression.ValueType;
import java.io.IOException;

/// Writes the text of a table's cell as a JSON value of the type that the schema has for it.
///
/// A list, an object or a value of any type stands in the cell as JSON.
final class Cell {
  private static final JsonFactory JSON = new JsonFactory();

  private Cell() {}

  /// Throws `IllegalArgumentException` if the text is no such value.
  static void write(String text, ValueType type, JsonGenerator json) throws IOException {
    switch (type) {
      case ValueType.Primitive primitive -> write(text, primitive, json);
      case ValueType.ListOf _, ValueType.Struct _ -> copy(text, json);
    }
  }

  private static void write(String text, ValueType.Primitive type, JsonGenerator json)
      throws IOException {
    switch (type) {
      case TEXT, TIME -> json.writeString(text);
      case NUMBER -> json.writeNumber(finite(Double.parseDouble(text)));
      case INTEGER -> json.writeNumber(Long.parseLong(text));
      case TRUTH -> json.writeBoolean(truth(text));
      case ANY -> copy(text, json);
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

  private static void copy(String text, JsonGenerator json) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      json.copyCurrentStructure(parser);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(text + " is not JSON", e);
    }
  }
}
