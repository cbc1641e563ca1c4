package io.millrace.contracts.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import io.millrace.contracts.Payload;
import io.millrace.contracts.expression.ValueType.Struct;
import io.millrace.contracts.json.MalformedJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JSON Schema (2020-12) of a pipeline's raw events, compiled. Safe for use by many threads.
///
/// A field of type `number` is a double, always; one of type `integer` is a long. Formats such as
/// `date-time` are checked. A field that is null counts as absent.
public final class EventSchema {
  private static final int MOST_VIOLATIONS = 10;

  private final Schema schema;
  private final Struct type;
  private final JsonNode source;
  private final Function<Payload, Map<String, Object>> fields;

  EventSchema(Schema schema, Struct type, JsonNode source) {
    this.schema = schema;
    this.type = type;
    this.source = source;
    this.fields = payload -> Collections.unmodifiableMap(PayloadFields.read(payload, type));
  }

  /// The schema that a text holds; throws [InvalidSchema] with everything that is wrong with it.
  public static EventSchema of(String json) throws InvalidSchema {
    return SchemaText.parse(json).compile();
  }

  /// The declared fields and their types, as expressions see them.
  public Struct type() {
    return type;
  }

  /// What a payload violates, in words that a person understands; empty if nothing.
  ///
  /// Throws [MalformedJson] when it is not one JSON object in UTF-8, each of whose fields is there
  /// once.
  public List<String> violations(byte[] json) throws MalformedJson {
    JsonNode payload = StrictJson.readObject(json);
    List<String> unfit = NumberRange.violations(payload, type);
    if (!unfit.isEmpty()) {
      return shortened(unfit);
    }
    return shortened(schema.validate(payload).stream().map(Violation::describe).toList());
  }

  /// The declared fields of a valid payload with the types of the schema, as expressions see them;
  /// absent ones and undeclared ones are left out.
  public Map<String, Object> fields(Payload payload) {
    return payload.readBy(fields);
  }

  /// Where it may refuse an event that an earlier schema accepts; empty if nowhere.
  List<String> narrowerThan(EventSchema earlier) {
    return SchemaWidening.narrower(earlier.source, source);
  }

  private static List<String> shortened(List<String> violations) {
    if (violations.size() <= MOST_VIOLATIONS) {
      return violations;
    }
    List<String> first = new ArrayList<>(violations.subList(0, MOST_VIOLATIONS));
    first.add("and %d more".formatted(violations.size() - MOST_VIOLATIONS));
    return first;
  }
}
