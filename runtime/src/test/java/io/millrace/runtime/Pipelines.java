package io.millrace.runtime;

import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Pipelines for tests of what does not depend on a pipeline.
final class Pipelines {
  /// A pipeline named `shop` that computes nothing.
  static final PipelineDefinition EMPTY =
      new PipelineDefinition(
          "shop",
          new EventDefinition(new AnySchema(), "id", "time", Duration.ofDays(1), 1_000),
          Map.of("customer", "customer_id"),
          List.of(),
          List.of(),
          List.of(),
          null,
          List.of(),
          Map.of(),
          null,
          Duration.ofHours(1));

  private Pipelines() {}

  private static final class AnySchema implements EventSchema {
    @Override
    public List<String> violations(byte[] json) {
      return List.of();
    }

    @Override
    public Map<String, Object> fields(Payload payload) {
      return Map.of();
    }
  }
}
