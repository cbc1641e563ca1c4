package io.millrace.ingestion;

import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.InvalidSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pipeline of card transactions, as far as ingestion asks.
final class Cards {
  private static final int MAX_BYTES = 100_000;

  /// Leaves ids and times to the readers, which these tests are about.
  private static final String SCHEMA =
      """
      {
        "type": "object",
        "required": ["tx_id", "event_time", "customer_id", "terminal_id", "amount"],
        "properties": {
          "tx_id": {},
          "event_time": {},
          "customer_id": {},
          "terminal_id": {},
          "amount": {"type": "number", "minimum": 0},
          "memo": {"type": "string"}
        }
      }
      """;

  /// A good transaction, and what feedback says of it later.
  static final String TRANSACTION =
      """
      {"tx_id":"123","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","amount":12.5}\
      """;

  static final String FEEDBACK =
      """
      {"tx_id":"123","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","fraud":true,"labelled_at":"2018-06-02T10:00:00Z"}\
      """;

  private static final FeedbackDefinition OUTCOMES =
      new FeedbackDefinition(
          "tx_id", "event_time", "labelled_at", "fraud", "reporter", Duration.ofDays(1));

  static final PipelineDefinition PIPELINE = pipeline(OUTCOMES);

  static final PipelineDefinition PIPELINE_WITHOUT_FEEDBACK = pipeline(null);

  private Cards() {}

  /// A release whose schema asks for nothing but an id and a time.
  static PipelineDefinition wider() {
    return pipeline(
        OUTCOMES,
        schema(
            """
            {"required": ["tx_id", "event_time"],
             "properties": {"tx_id": {"type": "string"}, "event_time": {"type": "string"}}}
            """));
  }

  private static PipelineDefinition pipeline(@Nullable FeedbackDefinition feedback) {
    return pipeline(feedback, schema(SCHEMA));
  }

  private static PipelineDefinition pipeline(
      @Nullable FeedbackDefinition feedback, EventSchema schema) {
    Map<String, String> entities = new LinkedHashMap<>();
    entities.put("card", "customer_id");
    entities.put("terminal", "terminal_id");
    return new PipelineDefinition(
        "card-fraud",
        new EventDefinition(schema, "tx_id", "event_time", Duration.ofDays(1), MAX_BYTES),
        entities,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        feedback,
        null,
        Duration.ofHours(1));
  }

  private static EventSchema schema(String json) {
    try {
      return EventSchema.of(json);
    } catch (InvalidSchema e) {
      throw new AssertionError(e);
    }
  }
}
