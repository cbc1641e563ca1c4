package io.millrace.contracts.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The types that a JSON Schema declares for its fields.
///
/// `type`, `properties`, `required`, `items` and references to `$defs` count. What other keywords
/// say makes a payload valid or not, but gives expressions no type: such a field is of any type.
final class SchemaTypes {
  private static final int MAX_DEPTH = 16;

  private final JsonNode root;

  SchemaTypes(JsonNode root) {
    this.root = root;
  }

  Struct root() {
    return struct(root, 0);
  }

  private Struct struct(JsonNode schema, int depth) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode declared = resolve(property.getValue());
      String name = property.getKey();
      boolean present = required.contains(name) && !acceptsNull(declared);
      fields.put(name, new Field(type(declared, depth + 1), present));
    }
    return new Struct(fields);
  }

  private ValueType type(JsonNode schema, int depth) {
    List<String> types = types(schema).stream().filter(type -> !type.equals("null")).toList();
    if (types.size() != 1 || depth > MAX_DEPTH) {
      return Primitive.ANY;
    }
    return switch (types.getFirst()) {
      case "string" -> Primitive.TEXT;
      case "integer" -> Primitive.INTEGER;
      case "number" -> Primitive.NUMBER;
      case "boolean" -> Primitive.TRUTH;
      case "array" -> new ListOf(type(resolve(schema.path("items")), depth + 1));
      case "object" -> schema.has("properties") ? struct(schema, depth) : Primitive.ANY;
      default -> Primitive.ANY;
    };
  }

  /// A null counts as absent; a schema that names no type accepts one.
  private static boolean acceptsNull(JsonNode schema) {
    List<String> types = types(schema);
    return types.contains("null")
        || (types.isEmpty() && !schema.has("enum") && !schema.has("const"));
  }

  private static List<String> types(JsonNode schema) {
    List<String> types = new ArrayList<>();
    if (schema.path("type").isTextual()) {
      types.add(schema.path("type").asText());
    }
    schema.path("type").forEach(type -> types.add(type.asText()));
    return types;
  }

  private JsonNode resolve(JsonNode schema) {
    JsonNode resolved = schema;
    for (int i = 0; i < MAX_DEPTH && resolved.has("$ref"); i++) {
      resolved = root.at(resolved.path("$ref").asText().substring(1));
    }
    return resolved;
  }
}
