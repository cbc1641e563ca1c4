package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.features.FeatureAnswers;
import io.millrace.features.Histories;
import io.millrace.features.HistoryKeeper;
import io.millrace.features.MemoryEntityStore;
import io.millrace.features.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Computes the stateful features of a log by entity again: each partition in its order, by the
/// engine that computes them live, so that they are the same to the bit.
///
/// Where the log has lost its beginning, an event's features are not known until the longest window
/// and its delay lie within what is left.
public final class LogReplay {
  private final HistoryKeeper keeper;
  private final FeatureAnswers features;
  private final @Nullable Duration reach;
  private final Answers answers;
  private final Map<String, Map<Integer, Partition>> topics = new HashMap<>();

  LogReplay(PipelineDefinition pipeline, Answers answers) {
    this.keeper = new HistoryKeeper(List.of(pipeline));
    this.features = keeper.answers(pipeline);
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
  public void begin(String topic, int partition, boolean complete) {
    partitions(topic).put(partition, new Partition(complete));
  }

  private Map<Integer, Partition> partitions(String topic) {
    return topics.computeIfAbsent(topic, absent -> new HashMap<>());
  }

  /// Whether a topic is of the log, as far as it has come.
  boolean has(String topic) {
    return topics.containsKey(topic);
  }

  /// Takes the next record of a partition.
  ///
  /// @param time when it was appended to the log, in milliseconds
  public void take(Position at, long time, EntityKey key, EntityRecord record) {
    take(at, time, key, record, false);
  }

  /// The same, where an event goes no further than to an entity that knows its id.
  public void takeOnce(Position at, long time, EntityKey key, EntityRecord record) {
    take(at, time, key, record, true);
  }

  private void take(Position at, long time, EntityKey key, EntityRecord record, boolean once) {
    Partition log =
        partitions(at.topic()).computeIfAbsent(at.partition(), absent -> new Partition(true));
    log.store.advanceTo(time);
    switch (record) {
      case RoutedOutcome(Outcome outcome, Stamp _) ->
          keeper.learn(key, outcome, at.offset(), log.histories);
      case RoutedEvent routed -> {
        Optional<Sight> sight = keeper.observe(key, routed.event(), at.offset(), log.histories);
        boolean warm = log.isWarm(routed.event().time(), reach);
        if (once && sight.filter(LogReplay::isRepeated).isPresent()) {
          return;
        }
        if (warm) {
          answers.known(key, routed, values(key, sight));
        } else {
          answers.unknown(routed);
        }
      }
    }
  }

  private static boolean isRepeated(Sight sight) {
    return sight.standing() == Sight.Standing.REPEATED;
  }

  private Map<String, FeatureValue> values(EntityKey key, Optional<Sight> sight) {
    try {
      return sight.map(seen -> features.of(key, seen)).orElse(Map.of());
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
