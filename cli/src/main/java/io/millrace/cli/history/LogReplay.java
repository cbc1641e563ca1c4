package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.FeatureEngine;
import io.millrace.features.Histories;
import io.millrace.features.MemoryEntityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes the stateful features of all of `events-a` again: each partition in its order, by the
/// engine that computes them live, so that they are the same to the bit.
///
/// Where the log has lost its beginning, an event's features are not known until the longest window
/// and its delay lie within what is left.
public final class LogReplay {
  private final FeatureEngine engine;
  private final @Nullable Duration reach;
  private final Answers answers;
  private final Map<Integer, Partition> partitions = new HashMap<>();

  LogReplay(PipelineDefinition pipeline, Answers answers) {
    this.engine = new FeatureEngine(pipeline);
    this.reach = pipeline.reach().orElse(null);
    this.answers = answers;
  }

  /// Told of every event, once for each record of it: one for each of its entities, and more if it
  /// came more than once.
  interface Answers {

    /// Takes what one of its entities makes of it.
    ///
    /// @param values the features of that entity; none if one cannot be computed, for live the part
    ///   fails as a whole
    void known(EntityKey key, RoutedEvent event, Map<String, FeatureValue> values);

    /// What the features look back on is not all there.
    default void unknown(RoutedEvent event) {}
  }

  /// Says that a partition begins with the first record that it ever had, or does not.
  public void begin(int partition, boolean complete) {
    partitions.put(partition, new Partition(complete));
  }

  /// Takes the next record of a partition.
  ///
  /// @param time when it was appended to the log, in milliseconds
  public void take(int partition, long offset, long time, EntityKey key, EntityRecord record) {
    Partition log = partitions.computeIfAbsent(partition, absent -> new Partition(true));
    log.store.advanceTo(time);
    switch (record) {
      case RoutedOutcome(Outcome outcome, Stamp _) ->
          engine.learn(key, outcome, offset, log.histories);
      case RoutedEvent routed -> {
        Map<String, FeatureValue> values = observe(key, routed, offset, log.histories);
        if (log.isWarm(routed.event().time(), reach)) {
          answers.known(key, routed, values);
        } else {
          answers.unknown(routed);
        }
      }
    }
  }

  private Map<String, FeatureValue> observe(
      EntityKey key, RoutedEvent routed, long offset, Histories histories) {
    try {
      return engine.observe(key, routed.event(), offset, histories);
    } catch (ExpressionFailure e) {
      return Map.of();
    }
  }

  private static final class Partition {
    private final MemoryEntityStore store = new MemoryEntityStore();
    private final Histories histories = Histories.inMemory(store);
    private final boolean complete;
    private @Nullable Instant first;

    private Partition(boolean complete) {
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
}
