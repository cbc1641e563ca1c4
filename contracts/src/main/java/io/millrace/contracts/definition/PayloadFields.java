package io.millrace.contracts.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.contracts.Payload;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a payload in one pass over its bytes, with no tree in between: every stage
/// does so once for every record.
final class PayloadFields {
  private static final JsonFactory FACTORY = new JsonFactory();

  private PayloadFields() {}

  static Map<String, Object> read(Payload payload, Struct type) {
    try (JsonParser json = FACTORY.createParser(payload.bytes())) {
      json.nextToken();
      return object(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("a payload is no JSON object: " + payload, e);
    }
  }

  private static Map<String, Object> object(JsonParser json, ValueType type) throws IOException {
    @Nullable Map<String, Field> declared = type instanceof Struct struct ? struct.fields() : null;
    Map<String, Object> fields = new HashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      ValueType fieldType = declared == null ? Primitive.ANY : typeOf(declared.get(name));
      Object value = fieldType == null ? skip(json) : value(json, fieldType);
      if (value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static @Nullable ValueType typeOf(@Nullable Field field) {
    return field == null ? null : field.type();
  }

  private static @Nullable Object skip(JsonParser json) throws IOException {
    json.skipChildren();
    return null;
  }

  private static @Nullable Object value(JsonParser json, ValueType type) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> isDouble(json, type) ? number(json) : integer(json);
      case VALUE_NUMBER_FLOAT -> type == Primitive.INTEGER ? integer(json) : number(json);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(json, type);
      case START_ARRAY -> list(json, type instanceof ListOf list ? list.element() : Primitive.ANY);
      default -> null;
    };
  }

  private static boolean isDouble(JsonParser json, ValueType type) throws IOException {
    return type == Primitive.NUMBER || json.getNumberType() == NumberType.BIG_INTEGER;
  }

  private static Object number(JsonParser json) throws IOException {
    return json.getDoubleValue();
  }

  private static Object integer(JsonParser json) throws IOException {
    return json.getLongValue();
  }

  private static List<Object> list(JsonParser json, ValueType element) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(json, element);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
