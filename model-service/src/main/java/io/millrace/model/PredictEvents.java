package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Prediction;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.TimeSlots;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Feeds parts to the join and predicts what it completes, in batches, each event under its id.
///
/// A batch goes when it is full, and at each tick whatever there is: so a lone event hardly waits,
/// and under load each batch takes what came while the one before was scored.
final class PredictEvents extends ContextualProcessor<String, FeaturePart, String, Prediction> {
  /// Entries in memory of one partition: as many as come within a commit interval, mostly.
  private static final int IN_MEMORY = 10_000;

  /// The shortest interval that Kafka Streams knows.
  private static final Duration TICK = Duration.ofMillis(1);

  private final PredictEventsSupplier settings;
  private final @Nullable Patience patience;
  private @Nullable PartsJoin join;
  private @Nullable JoinTimes times;
  private int toldWaiting;

  PredictEvents(PredictEventsSupplier settings) {
    this.settings = settings;
    this.patience = settings.deadline() == null ? null : new Patience(settings.deadline());
  }

  @Override
  public void init(ProcessorContext<String, Prediction> context) {
    super.init(context);
    JoinEntries logged = new StoredJoinEntries(context.getStateStore(StoredJoinEntries.NAME));
    DoneEvents done =
        new StoredDoneEvents(
            context.getStateStore(StoredDoneEvents.NAME),
            TimeSlots.of(settings.duplicatesWithin()));
    CommitMark commits = context.getStateStore(PredictEventsSupplier.COMMITS);
    WaitingParts waiting =
        new WaitingParts(logged, IN_MEMORY, commits::ticket, commits::isCommitted);
    commits.beforeCommit(waiting::log);
    join = new PartsJoin(waiting, done);
    join.recover(logged).forEach(this::waitFor);
    times = new JoinTimes(context.currentSystemTimeMs());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> predictAll());
    Duration deadline = settings.deadline();
    if (deadline != null) {
      Duration tick = Duration.ofMillis(Math.max(1, deadline.toMillis() / 10));
      context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::giveUpDue);
    }
  }

  @Override
  public void process(Record<String, FeaturePart> record) {
    FeaturePart part = record.value();
    String eventId = part.about().eventId();
    if (!record.key().equals(eventId)) {
      throw new RejectedRecord(
          "the key is '%s', but the part is of event '%s': use the event's id as the key"
              .formatted(record.key(), eventId));
    }
    settings.predictor().require(part.about().slip().stamp());
    JoinEntry.Received received = received(record);
    times().read(received.place(), context().currentSystemTimeMs());
    switch (join().accept(received)) {
      case DUE -> {
        stopWaitingFor(eventId);
        if (join().isBatchFull()) {
          predictBatch();
        }
      }
      case WAITS -> waitFor(eventId);
      case DROPPED -> settings.metrics().dropped();
    }
  }

  private void predictAll() {
    join().tidy();
    while (join().hasDue()) {
      predictBatch();
    }
    tellWaiting(join().open());
  }

  private void tellWaiting(int events) {
    if (events != toldWaiting) {
      settings.metrics().waiting(this, events);
      toldWaiting = events;
    }
  }

  @Override
  public void close() {
    tellWaiting(0);
  }

  private void predictBatch() {
    List<JoinEntry> batch = join().batch();
    List<Predicted> predictions =
        settings.predictor().predict(batch.stream().map(JoinEntry::joined).toList());
    for (int i = 0; i < batch.size(); i++) {
      JoinEntry entry = batch.get(i);
      if (entry.isComplete()) {
        settings.metrics().joined(times().waited(entry));
      }
      context().forward(record(entry, predictions.get(i)));
      join().done(entry);
    }
  }

  private static Record<String, Prediction> record(JoinEntry entry, Predicted predicted) {
    Headers headers = new RecordHeaders(entry.headers());
    predicted.times().writeTo(headers);
    return new Record<>(entry.eventId(), predicted.prediction(), entry.timestamp(), headers);
  }

  private void giveUpDue(long now) {
    for (String eventId : Objects.requireNonNull(patience).due(now)) {
      if (join().giveUp(eventId) == JoinResult.WAITS) {
        waitFor(eventId);
      }
    }
  }

  private void waitFor(String eventId) {
    if (patience != null) {
      patience.add(eventId);
    }
  }

  private void stopWaitingFor(String eventId) {
    if (patience != null) {
      patience.remove(eventId);
    }
  }

  private JoinEntry.Received received(Record<String, FeaturePart> record) {
    long offset = context().recordMetadata().orElseThrow().offset();
    return new JoinEntry.Received(record.value(), offset, record.timestamp(), record.headers());
  }

  private JoinTimes times() {
    return Objects.requireNonNull(times);
  }

  private PartsJoin join() {
    return Objects.requireNonNull(join);
  }
}
