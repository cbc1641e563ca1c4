package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.EntityLog.RowAt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes the stateful features of a pipeline: live, in backfill and for training alike.
///
/// All records of an entity stand in one partition, and the engine takes them in its order, by
/// their offsets there; some may come again after a crash, from a committed offset on. Invariant:
/// what a record is answered depends on the records up to its offset alone, so a replay is answered
/// alike.
///
/// An event at time t sees the events of its entity with times up to t, itself included, whether
/// they came in order or late. An outcome counts once it has come and t is not before it became
/// known. A second event with a known id changes nothing and is answered at its own time. What is
/// older than the newest event by the longest window and its delay is expired: it counts for no
/// later record, is forgotten as an id, and is deleted once every record that saw it is committed.
///
/// Not for use by several threads at once; each has its own.
public final class FeatureEngine {
  private final Map<String, EntityPlan> plans = new HashMap<>();

  public FeatureEngine(PipelineDefinition pipeline) {
    pipeline.statefulFeatures().stream()
        .map(feature -> feature.entity())
        .distinct()
        .forEach(entity ->
            plans.put(
                entity,
                new EntityPlan(pipeline.statefulFeaturesOf(entity), pipeline.event().schema())));
  }

  /// Adds an event to the history of one of its entities and answers all features of that entity,
  /// in the order of the pipeline; none if the entity has none.
  ///
  /// Throws [io.millrace.contracts.expression.ExpressionFailure] when a `where` or a field of a new
  /// event cannot be computed: then nothing has changed, the event will not count, and its replay
  /// fails in the same way.
  ///
  /// @param offset where the record stands in its partition
  /// @param store the histories of that partition
  public Map<String, FeatureValue> observe(
      EntityKey key, Event event, long offset, EntityStore store) {
    EntityPlan plan = plans.get(key.entity());
    if (plan == null) {
      return Map.of();
    }
    EntityLog log = EntityLog.open(key, offset, store, plan.layout());
    long time = event.time().toEpochMilli();
    long horizon = plan.horizon(log.newest(offset - 1));
    RowAt known = known(log, event.id(), offset, horizon);
    if (known == null && time > horizon) {
      RowAt waiting = log.waiting(event.id(), offset, horizon);
      List<Label> labels = waiting == null ? List.of() : log.labels(waiting);
      log.add(plan.row(event, new Row.Place(offset, time, event.id()), labels));
      log.deleteUpTo(plan.horizon(log.newest(store.committedOffset() - 1)), offset);
    }
    long self = known == null ? offset : log.offset(known);
    long seenHorizon = plan.horizon(log.newest(offset));
    return plan.answer(log.chunks(), new Query(time, offset, seenHorizon, self));
  }

  /// Adds what an event turned out to be to the history of one of its entities. The event may come
  /// later; of several outcomes of an event the last to come, of those known by then, holds.
  public void learn(EntityKey key, Outcome outcome, long offset, EntityStore store) {
    EntityPlan plan = plans.get(key.entity());
    if (plan == null || !plan.usesLabels()) {
      return;
    }
    EntityLog log = EntityLog.open(key, offset, store, plan.layout());
    long horizon = plan.horizon(log.newest(offset - 1));
    boolean positive = outcome.label() instanceof FeatureValue.Scalar(double value) && value > 0;
    Label label = new Label(offset, outcome.knownAt().toEpochMilli(), positive);
    RowAt row = labelled(log, outcome.eventId(), offset, horizon);
    if (row != null) {
      if (label.isNewsTo(log.labels(row))) {
        log.add(row, label);
      }
    } else if (outcome.eventTime().toEpochMilli() > horizon) {
      long time = outcome.eventTime().toEpochMilli();
      log.add(Row.waiting(new Row.Place(offset, time, outcome.eventId()), plan.layout(), label));
    }
  }

  private static @Nullable RowAt known(EntityLog log, String id, long offset, long horizon) {
    RowAt replayed = log.eventAt(offset);
    return replayed == null ? log.event(id, offset, horizon) : replayed;
  }

  private static @Nullable RowAt labelled(EntityLog log, String id, long offset, long horizon) {
    RowAt event = log.event(id, offset, horizon);
    return event == null ? log.waiting(id, offset, horizon) : event;
  }
}
