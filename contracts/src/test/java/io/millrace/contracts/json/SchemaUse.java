package io.millrace.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which fields of schemas were seen in records, and which of them were always there.
final class SchemaUse {
  private final AsyncApiFile file;
  private final Map<String, Integer> visits = new HashMap<>();
  private final Map<String, Integer> sightings = new HashMap<>();

  SchemaUse(AsyncApiFile file) {
    this.file = file;
  }

  /// Takes note of a record that the schema describes which a pointer leads to.
  void see(String pointer, JsonNode value) {
    JsonNode schema = file.at(pointer);
    if (schema.has("$ref")) {
      see(schema.path("$ref").asText(), value);
      return;
    }
    if (schema.path("properties").isObject()) {
      visits.merge(pointer, 1, Integer::sum);
    }
    value
        .properties()
        .forEach(field -> seeField(pointer, schema, field.getKey(), field.getValue()));
    if (value.isArray() && schema.has("items")) {
      value.forEach(item -> see(pointer + "/items", item));
    }
  }

  private void seeField(String pointer, JsonNode schema, String name, JsonNode value) {
    String place = place(pointer, name);
    if (schema.path("properties").has(name)) {
      sightings.merge(place, 1, Integer::sum);
      see(place, value);
    } else if (schema.path("additionalProperties").isObject()) {
      see(pointer + "/additionalProperties", value);
    }
  }

  private static String place(String pointer, String name) {
    return pointer + "/properties/" + name;
  }

  /// The fields that a schema lists, or one that it leads to, and that no record had.
  Set<String> unseen(String pointer) {
    Set<String> unseen = new TreeSet<>();
    collect(pointer, new HashSet<>(), unseen);
    return unseen;
  }

  private void collect(String pointer, Set<String> visited, Set<String> unseen) {
    JsonNode schema = file.at(pointer);
    if (schema.has("$ref")) {
      collect(schema.path("$ref").asText(), visited, unseen);
    } else if (visited.add(pointer)) {
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        String place = place(pointer, field.getKey());
        if (!sightings.containsKey(place)) {
          unseen.add(place);
        }
        collect(place, visited, unseen);
      }
      for (String keyword : Set.of("items", "additionalProperties")) {
        if (schema.path(keyword).isObject()) {
          collect(pointer + '/' + keyword, visited, unseen);
        }
      }
    }
  }

  /// The fields that every record had although the file does not require them, or the reverse.
  Set<String> wronglyRequired() {
    Set<String> wrong = new TreeSet<>();
    visits.forEach((pointer, count) -> {
      JsonNode schema = file.at(pointer);
      Set<String> required = new HashSet<>();
      schema.path("required").forEach(name -> required.add(name.asText()));
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        String place = place(pointer, field.getKey());
        boolean always = count.equals(sightings.get(place));
        if (always != required.contains(field.getKey())) {
          wrong.add(place);
        }
      }
    });
    return wrong;
  }
}
