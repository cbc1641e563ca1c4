package io.millrace.cli.console;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Decision;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// What the console has read of decisions, actions, their results and dead letters: the latest of
/// each, and of the last while what they were like.
///
/// One thread gives records, another one asks.
final class SeenRecords {
  private static final int ROWS = 12;

  /// More actions than are shown, so that a result finds its own.
  private static final int ACTIONS = 500;

  private static final Duration LATENCIES = Duration.ofSeconds(10);
  private static final Duration SCORES = Duration.ofMinutes(1);

  private final ShownPipeline pipeline;
  private final PipelineTopics topics;
  private final SlidingWindow<Long> latencies = new SlidingWindow<>(LATENCIES);
  private final SlidingWindow<String> outcomes = new SlidingWindow<>(LATENCIES);
  private final SlidingWindow<Double> scores = new SlidingWindow<>(SCORES);
  private final Latest<DecisionRow> decisions = new Latest<>(ROWS);
  private final Latest<ActionRow> actions = new Latest<>(ACTIONS);
  private @Nullable LetterRow letter;

  SeenRecords(ShownPipeline pipeline) {
    this.pipeline = pipeline;
    this.topics = pipeline.topics();
  }

  /// The topics that are read, by their whole names.
  static List<String> topics(PipelineTopics topics) {
    return List.of(
        topics.decisions().name(),
        topics.actions().name(),
        topics.actionResults().name(),
        topics.deadLetters().name());
  }

  /// When a record was read.
  ///
  /// @param isLive whether it came while the console was reading: only then does its time of
  ///   arrival tell how long it took
  record Reading(long nanos, long millis, boolean isLive) {}

  /// Takes a record. What cannot be read is passed over: who has to read it says so.
  synchronized void take(ConsumerRecord<byte[], byte[]> record, Reading read) {
    try {
      if (isOf(topics.decisions(), record)) {
        takeDecision(record, value(topics.decisions(), record), read);
      } else if (isOf(topics.actions(), record)) {
        takeAction(record, value(topics.actions(), record));
      } else if (isOf(topics.actionResults(), record)) {
        takeResult(value(topics.actionResults(), record));
      } else if (RedriveMark.of(record.headers()).isEmpty()) {
        letter = new LetterRow(DeadLetter.of(record.headers()), at(record), record.timestamp());
      }
    } catch (SerializationException e) {
      return;
    }
  }

  private void takeDecision(
      ConsumerRecord<byte[], byte[]> record, @Nullable Decision decision, Reading read) {
    if (decision == null) {
      return;
    }
    OptionalLong latency = OptionalLong.empty();
    if (read.isLive()) {
      latency = OptionalLong.of(Math.max(0, read.millis() - record.timestamp()));
      latencies.add(read.nanos(), latency.getAsLong());
      outcomes.add(read.nanos(), decision.outcome());
    }
    Position at = at(record);
    Optional<String> command = pipeline.explainCommand(decision.eventId(), Optional.of(at));
    DecisionRow row = new DecisionRow(decision, record.timestamp(), latency, at, command);
    row.score().ifPresent(score -> scores.add(read.nanos(), score));
    decisions.put(at.toString(), row);
  }

  private void takeAction(ConsumerRecord<byte[], byte[]> record, @Nullable Action action) {
    if (action != null) {
      Optional<String> command = pipeline.explainCommand(action.eventId(), Optional.empty());
      actions.put(
          action.idempotencyKey(),
          new ActionRow(action, record.timestamp(), command, Optional.empty()));
    }
  }

  private void takeResult(@Nullable ActionResult result) {
    if (result != null) {
      String key = result.idempotencyKey();
      actions.replace(key, row -> row.with(result));
    }
  }

  private static boolean isOf(Topic<?, ?> topic, ConsumerRecord<?, ?> record) {
    return topic.name().equals(record.topic());
  }

  private static <V> @Nullable V value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
    return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
  }

  private static Position at(ConsumerRecord<?, ?> record) {
    return new Position(record.topic(), record.partition(), record.offset());
  }

  synchronized LatencySummary latency(long nanos) {
    return LatencySummary.of(latencies.at(nanos));
  }

  /// Decisions by outcome, of so many a second.
  synchronized OutcomeShares outcomes(long nanos, double perSecond) {
    return OutcomeShares.of(outcomes.at(nanos), perSecond);
  }

  synchronized ScoreHistogram scores(long nanos) {
    return ScoreHistogram.of(scores.at(nanos));
  }

  /// The newest first.
  synchronized List<DecisionRow> decisions() {
    return decisions.newestFirst();
  }

  /// The newest first.
  synchronized List<ActionRow> actions() {
    return actions.newestFirst().stream().limit(ROWS).toList();
  }

  synchronized Optional<LetterRow> letter() {
    return Optional.ofNullable(letter);
  }

  /// The model that spoke last for a release.
  synchronized Optional<ModelRef> model(int release) {
    return decisions.newestFirst().stream()
        .map(DecisionRow::decision)
        .filter(decision -> decision.release() == release)
        .flatMap(decision -> Optional.ofNullable(decision.model()).stream())
        .findFirst();
  }
}
