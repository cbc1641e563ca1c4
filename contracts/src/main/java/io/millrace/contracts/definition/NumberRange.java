package io.millrace.contracts.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds numbers that JSON can write and neither a double nor a long can hold.
final class NumberRange {
  private final List<String> violations = new ArrayList<>();

  private NumberRange() {}

  static List<String> violations(JsonNode payload, ValueType type) {
    NumberRange range = new NumberRange();
    range.check("", payload, type);
    return range.violations;
  }

  private void check(String path, JsonNode node, ValueType type) {
    if (node.isObject()) {
      Map<String, Field> fields = type instanceof Struct struct ? struct.fields() : Map.of();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        Field field = fields.get(entry.getKey());
        check(
            path.isEmpty() ? entry.getKey() : path + '.' + entry.getKey(),
            entry.getValue(),
            field == null ? Primitive.ANY : field.type());
      }
    } else if (node.isArray()) {
      ValueType element = type instanceof ListOf list ? list.element() : Primitive.ANY;
      for (int i = 0; i < node.size(); i++) {
        check(path + '[' + i + ']', node.get(i), element);
      }
    } else if (node.isNumber()) {
      checkNumber(path, node, type);
    }
  }

  private void checkNumber(String path, JsonNode number, ValueType type) {
    if (!Double.isFinite(number.doubleValue())) {
      violations.add(path + ": the number is too large for a double");
    } else if (type == Primitive.INTEGER && !number.canConvertToLong()) {
      violations.add(path + ": the number is too large for an integer of 64 bits");
    }
  }
}
