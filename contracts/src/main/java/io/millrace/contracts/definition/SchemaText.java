package io.millrace.contracts.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.millrace.contracts.definition.InvalidSchema.Problem;
import io.millrace.contracts.expression.ValueType.Struct;
import io.millrace.contracts.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The text of a JSON Schema, parsed: what is wrong with it is told by line.
///
/// Nothing is ever fetched: a schema refers to its own definitions alone.
final class SchemaText {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false)));
  private static final Schema META = REGISTRY.getSchema(SchemaLocation.of(DIALECT));

  private final JsonNode root;
  private final Map<String, Integer> lines;
  private final List<Problem> problems = new ArrayList<>();

  private SchemaText(JsonNode root, Map<String, Integer> lines) {
    this.root = root;
    this.lines = lines;
  }

  static SchemaText parse(String json) throws InvalidSchema {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      return new SchemaText(StrictJson.readObject(bytes), lines(bytes));
    } catch (MalformedJson e) {
      throw new InvalidSchema(
          List.of(
              new Problem(
                  1, String.valueOf(e.getMessage()), "write one JSON object, a JSON Schema")));
    }
  }

  /// The line of what a JSON pointer leads to, or of the nearest thing around it.
  int line(String pointer) {
    for (String p = pointer; !p.isEmpty(); p = p.substring(0, p.lastIndexOf('/'))) {
      Integer line = lines.get(p);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  EventSchema compile() throws InvalidSchema {
    checkDialect();
    checkAgainstMetaSchema();
    checkReferences("", root);
    throwProblems();
    Struct type = new SchemaTypes(root).root();
    if (type.fields().isEmpty()) {
      report("", "the schema declares no fields", "list them under \"properties\"");
    }
    throwProblems();
    return new EventSchema(compiled(), type, root);
  }

  private Schema compiled() throws InvalidSchema {
    try {
      Schema schema = REGISTRY.getSchema(root);
      schema.initializeValidators();
      return schema;
    } catch (SchemaException e) {
      report(
          "", String.valueOf(e.getMessage()), "correct it: JSON Schema 2020-12 says what is valid");
      throw new InvalidSchema(problems);
    }
  }

  private void checkDialect() {
    String dialect = root.path("$schema").asText(DIALECT);
    if (!dialect.equals(DIALECT)) {
      report("/$schema", "'" + dialect + "' is not supported", "write \"" + DIALECT + "\"");
    }
  }

  private void checkAgainstMetaSchema() {
    Map<String, String> byPlace = new LinkedHashMap<>();
    META.validate(root)
        .forEach(error ->
            byPlace.putIfAbsent(error.getInstanceLocation().toString(), Violation.describe(error)));
    byPlace.forEach(
        (place, what) -> report(place, what, "JSON Schema 2020-12 says what is valid here"));
  }

  private void checkReferences(String pointer, JsonNode node) {
    node.properties().forEach(entry -> checkReference(pointer, entry.getKey(), entry.getValue()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      checkReferences(pointer + '/' + i, node.get(i));
    }
  }

  private void checkReference(String parent, String key, JsonNode value) {
    String pointer = parent + '/' + key.replace("~", "~0").replace("/", "~1");
    boolean isReference = key.equals("$ref") || key.equals("$dynamicRef");
    if (isReference && value.isTextual() && !resolves(value.asText())) {
      report(
          pointer,
          "'" + value.asText() + "' leads nowhere: nothing is fetched from elsewhere",
          "define it under \"$defs\" and write \"#/$defs/<name>\"");
    }
    checkReferences(pointer, value);
  }

  private boolean resolves(String reference) {
    return reference.equals("#")
        || (reference.startsWith("#/") && !root.at(reference.substring(1)).isMissingNode());
  }

  private void report(String pointer, String what, String remedy) {
    problems.add(new Problem(line(pointer), what, remedy));
  }

  private void throwProblems() throws InvalidSchema {
    if (!problems.isEmpty()) {
      throw new InvalidSchema(problems);
    }
  }

  private static Map<String, Integer> lines(byte[] json) {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        lines.putIfAbsent(
            parser.getParsingContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text that was read before cannot be read", e);
    }
    return lines;
  }
}
