package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.FeaturePart;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RejectedRecord;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Feeds parts to the join and forwards what it completes, under the event's id.
final class JoinParts extends ContextualProcessor<String, FeaturePart, String, JoinedParts> {
  /// Entries in memory of one partition: as many as come within a commit interval, mostly.
  private static final int IN_MEMORY = 10_000;

  private final Duration duplicatesWithin;
  private final @Nullable Duration deadline;
  private final Counter dropped;
  private @Nullable PartsJoin join;
  private @Nullable Patience patience;

  JoinParts(Duration duplicatesWithin, @Nullable Duration deadline, Counter dropped) {
    this.duplicatesWithin = duplicatesWithin;
    this.deadline = deadline;
    this.dropped = dropped;
  }

  @Override
  public void init(ProcessorContext<String, JoinedParts> context) {
    super.init(context);
    JoinEntries logged = new StoredJoinEntries(context.getStateStore(StoredJoinEntries.NAME));
    DoneEvents done =
        new StoredDoneEvents(
            context.getStateStore(StoredDoneEvents.NAME), duplicatesWithin.toMillis());
    CommitMark commits = context.getStateStore(JoinPartsSupplier.COMMITS);
    WaitingParts waiting =
        new WaitingParts(logged, IN_MEMORY, commits::ticket, commits::isCommitted);
    commits.beforeCommit(waiting::log);
    join = new PartsJoin(waiting, done);
    patience = deadline == null ? null : new Patience(deadline);
    join.recover(logged).forEach(this::waitFor);
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
    switch (Objects.requireNonNull(join).accept(received(part), record.timestamp())) {
      case JoinResult.Completed(JoinedParts parts) -> {
        stopWaitingFor(eventId);
        context().forward(record.withValue(parts).withTimestamp(parts.timestamp()));
      }
      case JoinResult.Waits() -> waitFor(eventId);
      case JoinResult.Dropped() -> dropped.increment();
    }
  }

  private void giveUpDue(long now) {
    for (String eventId : Objects.requireNonNull(patience).due(now)) {
      switch (Objects.requireNonNull(join).giveUp(eventId)) {
        case JoinResult.Completed(JoinedParts parts) ->
            context().forward(new Record<>(eventId, parts, parts.timestamp()));
        case JoinResult.Waits() -> waitFor(eventId);
        case JoinResult.Dropped() -> {}
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

  private JoinEntry.Received received(FeaturePart part) {
    return new JoinEntry.Received(part, context().recordMetadata().orElseThrow().offset());
  }
}
