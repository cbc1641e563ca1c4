package io.millrace.contracts.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What the schema validator says of a payload, in words that a person understands.
final class Violation {
  private static final int LONGEST_QUOTE = 60;

  private Violation() {}

  /// Such as `amount: -3 is below the minimum 0` or `tx_id is missing`.
  static String describe(Error error) {
    String path = path(error.getInstanceLocation());
    String prefix = path.isEmpty() ? "" : path + ": ";
    String value = quote(error.getInstanceNode());
    return switch (error.getKeyword()) {
      case "required" -> member(path, error) + " is missing";
      case "additionalProperties", "unevaluatedProperties" -> member(path, error) + " is unknown";
      case "type" -> prefix + value + " is no " + types(error.getSchemaNode());
      case "minimum" -> prefix + value + " is below the minimum " + error.getSchemaNode();
      case "maximum" -> prefix + value + " is above the maximum " + error.getSchemaNode();
      case "exclusiveMinimum" -> prefix + value + " is not above " + error.getSchemaNode();
      case "exclusiveMaximum" -> prefix + value + " is not below " + error.getSchemaNode();
      case "minLength" ->
          prefix + value + " is shorter than " + characters(error.getSchemaNode().asInt());
      case "maxLength" ->
          prefix + value + " is longer than " + characters(error.getSchemaNode().asInt());
      case "enum" -> prefix + value + " is none of " + error.getSchemaNode();
      case "pattern" -> prefix + value + " does not match " + error.getSchemaNode().asText();
      case "format" -> prefix + value + " is no " + error.getSchemaNode().asText();
      default -> prefix + error.getMessage();
    };
  }

  private static String types(JsonNode type) {
    return type.isTextual()
        ? type.asText()
        : StreamSupport.stream(type.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(" or "));
  }

  private static String characters(int count) {
    return count == 1 ? "1 character" : count + " characters";
  }

  private static String member(String path, Error error) {
    return path.isEmpty() ? error.getProperty() : path + '.' + error.getProperty();
  }

  private static String path(NodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(location.getName(i));
      }
    }
    return path.toString();
  }

  private static String quote(JsonNode value) {
    String text = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
