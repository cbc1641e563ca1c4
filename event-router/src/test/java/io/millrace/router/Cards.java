package io.millrace.router;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.InvalidSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionCompiler;
import io.millrace.contracts.expression.InvalidExpression;
import io.millrace.contracts.expression.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A pipeline of card transactions, as far as the router asks: a card counts, a terminal learns
/// from labels, a shop has no features.
final class Cards {
  static final EntityKey CARD = new EntityKey("card", "42");
  static final EntityKey TERMINAL = new EntityKey("terminal", "7");
  static final EntityKey SHOP = new EntityKey("shop", "3");

  static final StatefulFeature COUNT = feature("card", new Aggregation.Count());
  static final StatefulFeature RATE = feature("terminal", new Aggregation.Rate("fraud"));

  static final Route EVERYWHERE = new Route(null, true, true);

  private static final EventSchema SCHEMA = schema();
  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(Map.of("event", SCHEMA.type(), "time", ValueType.Primitive.TIME));
  private static final Instant TIME = Instant.parse("2018-06-01T10:00:00Z");

  private Cards() {}

  static PipelineDefinition pipeline(Route... routes) {
    return pipeline(List.of(COUNT, RATE), routes);
  }

  static PipelineDefinition pipeline(List<StatefulFeature> features, Route... routes) {
    Map<String, String> entities = new LinkedHashMap<>();
    entities.put("card", "customer_id");
    entities.put("terminal", "terminal_id");
    entities.put("shop", "shop_id");
    return new PipelineDefinition(
        "card-fraud",
        new EventDefinition(SCHEMA, "tx_id", "event_time", Duration.ofDays(1), 1_000),
        entities,
        List.of(routes),
        features,
        List.of(),
        null,
        List.of(),
        Map.of(),
        null,
        null,
        Duration.ofHours(1));
  }

  /// A transaction of this amount.
  static Event transaction(int amount) {
    return new Event(
        "123",
        TIME,
        List.of(CARD, TERMINAL, SHOP),
        new Position("card-fraud.raw", 0, 7),
        Payload.of("{\"amount\":" + amount + "}"));
  }

  static Outcome outcome() {
    return new Outcome(
        "123",
        TIME,
        List.of(CARD, TERMINAL, SHOP),
        FeatureValue.of(1),
        TIME.plusSeconds(60),
        null,
        new Position("card-fraud.feedback", 0, 7));
  }

  /// A condition over the event, in CEL.
  static Expression when(String source) {
    try {
      return COMPILER.condition(source);
    } catch (InvalidExpression e) {
      throw new AssertionError(e);
    }
  }

  private static EventSchema schema() {
    try {
      return EventSchema.of(
          """
          {"required": ["amount"], "properties": {"amount": {"type": "integer"}}}\
          """);
    } catch (InvalidSchema e) {
      throw new AssertionError(e);
    }
  }

  private static StatefulFeature feature(String entity, Aggregation aggregation) {
    Window week = new Window(Duration.ofDays(7), Duration.ZERO);
    return new StatefulFeature(entity + "_feature", entity, aggregation, week, null, 0);
  }
}
