package io.millrace.ingestion;

import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pipeline of card transactions, as far as ingestion asks.
final class Cards {
  static final int MAX_BYTES = 1_000;
  static final Duration MAX_AHEAD = Duration.ofDays(1);

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

  static final PipelineDefinition PIPELINE = pipeline(MAX_BYTES);

  static final PipelineDefinition PIPELINE_WITHOUT_FEEDBACK = pipeline(MAX_BYTES, null);

  private Cards() {}

  /// The pipeline with records of this size.
  static PipelineDefinition pipeline(int maxBytes) {
    return pipeline(maxBytes, OUTCOMES);
  }

  private static PipelineDefinition pipeline(int maxBytes, @Nullable FeedbackDefinition feedback) {
    Map<String, String> entities = new LinkedHashMap<>();
    entities.put("card", "customer_id");
    entities.put("terminal", "terminal_id");
    return new PipelineDefinition(
        "card-fraud",
        new EventDefinition(new AmountSchema(), "tx_id", "event_time", MAX_AHEAD, maxBytes),
        entities,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        feedback,
        Duration.ofHours(1));
  }

  /// Asks for an amount of 0 or more, and for a memo, if there is one, to be a text.
  private record AmountSchema() implements EventSchema {

    @Override
    public List<String> violations(byte[] json) {
      List<String> violations = new ArrayList<>();
      Map<String, JsonValue> fields = fieldsOf(json);
      if (!(fields.get("amount") instanceof JsonValue.Numeral amount && amount.value() >= 0)) {
        violations.add("amount is not a number of 0 or more");
      }
      if (!(fields.getOrDefault("memo", new JsonValue.Text("")) instanceof JsonValue.Text)) {
        violations.add("memo is not a text");
      }
      return violations;
    }

    private static Map<String, JsonValue> fieldsOf(byte[] json) {
      try {
        return StrictJson.fields(json, Set.of("amount", "memo"));
      } catch (Refused e) {
        throw new AssertionError("the schema is asked about what is no JSON object", e);
      }
    }

    @Override
    public Map<String, Object> fields(Payload payload) {
      throw new AssertionError("ingestion reads no fields by the schema");
    }
  }
}
