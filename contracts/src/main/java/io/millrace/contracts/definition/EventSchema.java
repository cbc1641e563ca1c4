package io.millrace.contracts.definition;

import io.millrace.contracts.Payload;
import java.util.List;
import java.util.Map;

/// The JSON Schema of a pipeline's raw events, compiled.
///
/// A field of type `number` is a double, always; one of type `integer` is a long.
public interface EventSchema {

  /// What a payload violates, in words that a person understands; empty if nothing.
  ///
  /// Throws [io.millrace.contracts.json.MalformedJson] when it is not one JSON object.
  List<String> violations(byte[] json) throws java.io.IOException;

  /// The fields of a valid payload with the types of the schema, as expressions see them.
  Map<String, Object> fields(Payload payload);
}
