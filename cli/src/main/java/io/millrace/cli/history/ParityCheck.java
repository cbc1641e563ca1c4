package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.FeatureEngine;
import io.millrace.features.MemoryEntityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the features that predictions recorded against those that the engine computes of the same
/// log: bit for bit.
///
/// First comes all of `events-a`, each partition in its order, then the predictions. Where the log
/// has lost its beginning, events are not compared until the longest window and its delay lie
/// within what is left.
public final class ParityCheck {
  private static final int MOST_SHOWN = 10;

  private final EventContract contract;
  private final FeatureEngine engine;
  private final Map<String, Integer> columns = new HashMap<>();
  private final @Nullable Duration reach;
  private final Map<Integer, Replay> partitions = new HashMap<>();
  private final IdIndex ids = new IdIndex();
  private double[] computed = new double[1 << 12];
  private final List<Difference> shown = new ArrayList<>();
  private long compared;
  private long different;
  private long degraded;
  private long unknown;

  public ParityCheck(PipelineDefinition pipeline) {
    this.contract = new EventContract(pipeline);
    this.engine = new FeatureEngine(pipeline);
    this.reach = pipeline.reach().orElse(null);
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      columns.put(feature.name(), columns.size());
    }
  }

  /// One partition of the log.
  private static final class Replay {
    private final MemoryEntityStore store = new MemoryEntityStore();
    private final boolean complete;
    private @Nullable Instant first;

    private Replay(boolean complete) {
      this.complete = complete;
    }

    /// Whether all that an event at a time asks for is in what is left of the log.
    private boolean isWarm(Instant time, @Nullable Duration reach) {
      if (complete || reach == null) {
        return complete;
      }
      if (first == null || time.isBefore(first)) {
        first = time;
      }
      return !time.isBefore(first.plus(reach));
    }
  }

  /// A feature that was recorded otherwise than it is computed.
  public record Difference(
      String eventId, String feature, FeatureValue recorded, FeatureValue computed) {}

  /// What came of it.
  ///
  /// @param compared predictions compared, in all their features
  /// @param different those of them with any difference
  /// @param degraded predictions left out because they were made without a part
  /// @param unknown predictions left out because the log does not reach back far enough
  /// @param shown the first differences
  public record Report(
      long compared, long different, long degraded, long unknown, List<Difference> shown) {
    public Report {
      shown = List.copyOf(shown);
    }
  }

  /// Says that a partition begins with the first record that it ever had, or does not.
  public void begin(int partition, boolean complete) {
    partitions.put(partition, new Replay(complete));
  }

  /// Takes the next record of a partition of `events-a`.
  public void replay(int partition, long offset, EntityKey key, EntityRecord record) {
    Replay replay = partitions.computeIfAbsent(partition, absent -> new Replay(true));
    switch (record) {
      case Outcome outcome -> engine.learn(key, outcome, offset, replay.store);
      case RoutedEvent routed -> {
        Map<String, FeatureValue> values = observe(key, routed.event(), offset, replay.store);
        if (replay.isWarm(routed.event().time(), reach)) {
          keep(routed.event().id(), values);
        }
      }
    }
  }

  private Map<String, FeatureValue> observe(
      EntityKey key, Event event, long offset, MemoryEntityStore store) {
    try {
      return engine.observe(key, event, offset, store);
    } catch (ExpressionFailure e) {
      return Map.of();
    }
  }

  /// The first record of an event for an entity holds; duplicates make no second prediction.
  private void keep(String eventId, Map<String, FeatureValue> values) {
    int known = ids.size();
    int at = ids.numberOf(eventId) * columns.size();
    if (at + columns.size() > computed.length) {
      computed = Arrays.copyOf(computed, 2 * (at + columns.size()));
    }
    if (ids.size() > known) {
      Arrays.fill(computed, at, at + columns.size(), Double.NaN);
    }
    values.forEach((name, value) -> {
      Integer column = columns.get(name);
      if (column != null
          && value instanceof FeatureValue.Scalar(double number)
          && Double.isNaN(computed[at + column])) {
        computed[at + column] = number;
      }
    });
  }

  /// Compares what a prediction recorded.
  public void compare(Prediction prediction) {
    if (prediction.isDegraded()) {
      degraded++;
      return;
    }
    List<Difference> differences = new ArrayList<>();
    Map<String, FeatureValue> stateless = contract.stateless(prediction.event());
    for (Map.Entry<String, FeatureValue> recorded : prediction.features().entrySet()) {
      FeatureValue expected = stateless.get(recorded.getKey());
      if (expected == null) {
        expected = stateful(prediction.event().id(), recorded.getKey());
      }
      if (expected == null) {
        unknown++;
        return;
      }
      if (!expected.equals(recorded.getValue())) {
        differences.add(
            new Difference(
                prediction.event().id(), recorded.getKey(), recorded.getValue(), expected));
      }
    }
    compared++;
    if (!differences.isEmpty()) {
      different++;
      differences.stream().limit(MOST_SHOWN - shown.size()).forEach(shown::add);
    }
  }

  public Report report() {
    return new Report(compared, different, degraded, unknown, shown);
  }

  private @Nullable FeatureValue stateful(String eventId, String feature) {
    Integer column = columns.get(feature);
    int number = ids.find(eventId);
    if (column == null || number == IdIndex.NONE) {
      return null;
    }
    double value = computed[number * columns.size() + column];
    return Double.isNaN(value) ? null : FeatureValue.of(value);
  }
}
