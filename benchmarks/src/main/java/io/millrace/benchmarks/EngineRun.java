package io.millrace.benchmarks;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.Histories;
import io.millrace.features.MemoryEntityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Histories of cards in the feature engine, over a store in memory, that grow at an even pace: how
/// long one more event takes. The cards take turns.
final class EngineRun {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final int QUIET = 60;
  private static final int QUIET_CARDS = 1_000;
  private static final int WITHIN_QUARTER = 100_000;
  private static final double NANOS_PER_MICRO = 1e3;

  private final CardEngine engine;
  private final int cards;
  private final Duration step;
  private Instant time = START;
  private int number;

  /// @param eventsWithin how many events each card has in that time
  private EngineRun(PipelineDefinition pipeline, int cards, int eventsWithin, Duration within) {
    this.engine = new CardEngine(pipeline, Histories.inMemory(new MemoryEntityStore()));
    this.cards = cards;
    this.step = within.dividedBy(eventsWithin).dividedBy(cards);
    add(cards * eventsWithin + cards * eventsWithin / 2);
  }

  /// A card with so many events in its 30 days, with the windows of the card-fraud pipeline.
  static EngineRun ofHotKey(int events) {
    return new EngineRun(CardWindows.of(DAY, WEEK, MONTH), 1, events, MONTH);
  }

  /// Cards with 60 events in their 30 days, with the same windows.
  static EngineRun ofQuietKeys() {
    return new EngineRun(CardWindows.of(DAY, WEEK, MONTH), QUIET_CARDS, QUIET, MONTH);
  }

  /// A card with 100,000 events in 90 days, of which none is ever dropped, and a window of an hour.
  static EngineRun ofHour() {
    return new EngineRun(CardWindows.keepingAll(HOUR), 1, WITHIN_QUARTER, QUARTER);
  }

  /// The same with a window of 90 days.
  static EngineRun ofQuarter() {
    return new EngineRun(CardWindows.keepingAll(QUARTER), 1, WITHIN_QUARTER, QUARTER);
  }

  /// As [#ofHour()], but what the window does not need is dropped: that leaves a few rows.
  static EngineRun ofHourAlone() {
    return new EngineRun(CardWindows.of(HOUR), 1, WITHIN_QUARTER, QUARTER);
  }

  /// As [#ofQuarter()], but what the window does not need is dropped.
  static EngineRun ofQuarterAlone() {
    return new EngineRun(CardWindows.of(QUARTER), 1, WITHIN_QUARTER, QUARTER);
  }

  /// Adds one event; returns its features.
  Map<String, FeatureValue> add() {
    time = time.plus(step);
    number++;
    return engine.add(Integer.toString(number % cards), time, number % 1_000 + 0.25);
  }

  /// Adds events; returns how many microseconds each of them took.
  double add(int events) {
    long started = System.nanoTime();
    for (int i = 0; i < events; i++) {
      add();
    }
    return (System.nanoTime() - started) / NANOS_PER_MICRO / events;
  }
}
