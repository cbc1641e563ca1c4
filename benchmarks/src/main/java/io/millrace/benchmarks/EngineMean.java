package io.millrace.benchmarks;

import io.millrace.contracts.FeatureValue;
import io.millrace.features.Histories;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Millrace's engine over a store in memory: with each event's id, read from JSON, ready for events
/// that are late, double or replayed.
final class EngineMean implements MovingMean {
  private final CountedStore store = new CountedStore();
  private final CardEngine engine;

  EngineMean(Duration window) {
    this.engine = new CardEngine(CardWindows.of(window), new Histories(store, 0));
  }

  @Override
  public Answer ask(long time, double number) {
    Map<String, FeatureValue> values = engine.add("0", Instant.ofEpochMilli(time), number);
    return new Answer((long) scalar(values, CardWindows.COUNT), scalar(values, CardWindows.MEAN));
  }

  private static double scalar(Map<String, FeatureValue> values, String feature) {
    return values.get(feature) instanceof FeatureValue.Scalar(double value) ? value : Double.NaN;
  }

  @Override
  public long stateBytes() {
    return store.bytes();
  }

  @Override
  public long changelogBytes() {
    return store.takeLogged();
  }
}
