package io.millrace.benchmarks;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.FeatureEngine;
import io.millrace.features.Histories;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A feature engine that is given events of cards: each is read from JSON, added and answered, as
/// in processor-a.
final class CardEngine {
  private static final Position SOURCE = new Position("bench.raw", 0, 0);

  private final FeatureEngine engine;
  private final Histories histories;
  private long offset;

  /// @param pipeline has features of the entity `card` over the field `amount`
  CardEngine(PipelineDefinition pipeline, Histories histories) {
    this.engine = new FeatureEngine(pipeline);
    this.histories = histories;
  }

  Map<String, FeatureValue> add(String card, Instant time, double amount) {
    EntityKey key = new EntityKey("card", card);
    Payload payload = Payload.of("{\"amount\":" + amount + "}");
    Event event = new Event("tx" + offset, time, List.of(key), SOURCE, payload);
    return engine.observe(key, event, offset++, histories);
  }
}
