package io.millrace.runtime;

import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.InvalidSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Pipelines for tests of what does not depend on a pipeline.
final class Pipelines {
  /// A pipeline named `shop` that computes nothing.
  static final PipelineDefinition EMPTY = withSchema(anySchema());

  private Pipelines() {}

  /// The same with another schema.
  static PipelineDefinition withSchema(EventSchema schema) {
    return new PipelineDefinition(
        "shop",
        new EventDefinition(schema, "id", "time", Duration.ofDays(1), 1_000),
        Map.of("customer", "customer_id"),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        null,
        null,
        Duration.ofHours(1));
  }

  private static EventSchema anySchema() {
    try {
      return EventSchema.of("{\"properties\": {\"id\": {\"type\": \"string\"}}}");
    } catch (InvalidSchema e) {
      throw new AssertionError(e);
    }
  }
}
