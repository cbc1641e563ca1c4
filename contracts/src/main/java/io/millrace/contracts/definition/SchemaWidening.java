package io.millrace.contracts.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether a schema accepts all that an earlier one accepts, as far as its keywords tell. What
/// cannot be told counts as narrower.
///
/// A new property that is not required is taken as widening, although an earlier producer may have
/// sent something else under its name.
final class SchemaWidening {
  private static final Set<String> ANNOTATIONS =
      Set.of("$schema", "$id", "$comment", "title", "description", "examples", "default");
  private static final Set<String> LOWER_BOUNDS =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final Set<String> UPPER_BOUNDS =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

  private final List<String> narrower = new ArrayList<>();

  private SchemaWidening() {}

  /// What is narrower in a schema than it was; empty if nothing is.
  static List<String> narrower(JsonNode before, JsonNode after) {
    SchemaWidening widening = new SchemaWidening();
    widening.compare("the event", before, after);
    return widening.narrower;
  }

  private void compare(String what, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (!before.isObject() || !after.isObject()) {
      narrower.add("%s is no longer %s, but %s".formatted(what, before, after));
      return;
    }
    Set<String> keywords = new TreeSet<>();
    after.fieldNames().forEachRemaining(keywords::add);
    if (before.has("properties")) {
      keywords.add("properties");
    }
    keywords.removeAll(ANNOTATIONS);
    for (String keyword : keywords) {
      compare(what, keyword, before.path(keyword), after.path(keyword));
    }
  }

  private void compare(String what, String keyword, JsonNode before, JsonNode after) {
    boolean wider =
        switch (keyword) {
          case "properties" -> {
            compareProperties(what, before, after);
            yield true;
          }
          case "items" -> {
            compareItems(what, before, after);
            yield true;
          }
          case "required" -> texts(before).containsAll(texts(after));
          case "enum" -> !before.isMissingNode() && elements(after).containsAll(elements(before));
          case "type" -> !before.isMissingNode() && types(after).containsAll(texts(before));
          case "additionalProperties" -> after.asBoolean(false) || before.equals(after);
          default -> isNoTighter(keyword, before, after);
        };
    if (!wider) {
      String then = before.isMissingNode() ? "nothing" : before.toString();
      narrower.add(
          "%s: '%s' was %s and is %s, which accepts less".formatted(what, keyword, then, after));
    }
  }

  private void compareProperties(String what, JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> property : before.properties()) {
      String name = property.getKey();
      JsonNode now = after.path(name);
      if (now.isMissingNode()) {
        narrower.add("%s: the property '%s' is gone".formatted(what, name));
      } else {
        compare("property '" + name + "'", property.getValue(), now);
      }
    }
  }

  private void compareItems(String what, JsonNode before, JsonNode after) {
    if (before.isMissingNode()) {
      narrower.add("%s: 'items' was nothing and is %s, which accepts less".formatted(what, after));
    } else {
      compare("an item of " + what, before, after);
    }
  }

  private static boolean isNoTighter(String keyword, JsonNode before, JsonNode after) {
    if (!before.isNumber() || !after.isNumber()) {
      return before.equals(after);
    }
    int less = after.decimalValue().compareTo(before.decimalValue());
    return less == 0
        || (less < 0 && LOWER_BOUNDS.contains(keyword))
        || (less > 0 && UPPER_BOUNDS.contains(keyword));
  }

  /// A number may be an integer.
  private static Set<String> types(JsonNode types) {
    Set<String> all = texts(types);
    if (all.contains("number")) {
      all.add("integer");
    }
    return all;
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new HashSet<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static Set<JsonNode> elements(JsonNode node) {
    Set<JsonNode> elements = new HashSet<>();
    node.forEach(elements::add);
    return elements;
  }
}
