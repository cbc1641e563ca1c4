package io.millrace.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `docs/asyncapi.yaml`, read more strictly than it says: an object has no other fields than those
/// that are listed. So what it forgets is an error, which readers of records must not be told of.
final class AsyncApiFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_7,
          registry ->
              registry
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                  .schemaLoader(loader -> loader.fetchRemoteResources(false)));

  private final JsonNode root;
  private final JsonNode closed;

  private AsyncApiFile(JsonNode root) {
    this.root = root;
    this.closed = root.deepCopy();
    close(closed.path("components"));
  }

  static AsyncApiFile read() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "asyncapi.yaml"));
    Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new AsyncApiFile(JSON.valueToTree(yaml));
  }

  static JsonNode json(byte[] text) throws IOException {
    return JSON.readTree(text);
  }

  /// The whole file.
  JsonNode root() {
    return root;
  }

  /// What a pointer such as `#/components/schemas/Event` leads to.
  JsonNode at(String pointer) {
    return closed.at(pointer.substring(1));
  }

  /// What a value violates of the schema that a pointer leads to.
  List<String> violations(String pointer, JsonNode value) {
    ObjectNode schema = JSON.createObjectNode();
    schema.putArray("allOf").addObject().put("$ref", pointer);
    schema.set("components", closed.path("components"));
    return violations(REGISTRY.getSchema(schema), value);
  }

  /// What the file violates of the AsyncAPI specification's own schema (`schemas/3.0.0-without-$id`
  /// of `@asyncapi/specs` 6.11.1, in one line).
  List<String> violationsOfTheSpecification() throws IOException {
    try (var in = AsyncApiFile.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
      return violations(REGISTRY.getSchema(JSON.readTree(in)), root);
    }
  }

  private static List<String> violations(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  /// All references, wherever they stand.
  List<String> references() {
    List<String> found = new ArrayList<>();
    root.findValues("$ref").forEach(reference -> found.add(reference.asText()));
    return found;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(AsyncApiFile::close);
    }
  }
}
