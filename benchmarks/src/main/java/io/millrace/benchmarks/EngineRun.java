package io.millrace.benchmarks;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.FeatureEngine;
import io.millrace.features.MemoryEntityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Histories of cards in the feature engine, over a store in memory, that grow at an even pace: how
/// long one more event takes.
///
/// Each event is read from JSON, added and answered, as in processor-a. The cards take turns.
public final class EngineRun {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final Position SOURCE = new Position("bench.raw", 0, 0);
  private static final double NANOS_PER_MICRO = 1e3;

  private final FeatureEngine engine;
  private final MemoryEntityStore store = new MemoryEntityStore();
  private final int cards;
  private final Duration step;
  private Instant time = START;
  private long offset;

  /// @param pipeline has features of the entity `card` over the field `amount`
  /// @param eventsWithin how many events each card has in that time
  public EngineRun(PipelineDefinition pipeline, int cards, int eventsWithin, Duration within) {
    this.engine = new FeatureEngine(pipeline);
    this.cards = cards;
    this.step = within.dividedBy(eventsWithin).dividedBy(cards);
  }

  /// Adds events; returns how many microseconds each of them took.
  public double add(int events) {
    long started = System.nanoTime();
    for (int i = 0; i < events; i++) {
      time = time.plus(step);
      EntityKey card = new EntityKey("card", Long.toString(offset % cards));
      Payload payload = Payload.of("{\"amount\":" + offset % 1_000 + ".25}");
      Event event = new Event("tx" + offset, time, List.of(card), SOURCE, payload);
      engine.observe(card, event, offset++, store);
    }
    return (System.nanoTime() - started) / NANOS_PER_MICRO / events;
  }
}
