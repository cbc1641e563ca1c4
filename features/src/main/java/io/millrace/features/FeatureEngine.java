package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
/// An entity of which nothing came for as long and a week, by the time of the log, begins anew.
///
/// Not for use by several threads at once; each has its own.
public final class FeatureEngine {
  private final Map<String, EntityPlan> plans = new HashMap<>();

  public FeatureEngine(PipelineDefinition pipeline) {
    this(pipeline, TreeShape.DEFAULT);
  }

  FeatureEngine(PipelineDefinition pipeline, TreeShape shape) {
    EventSchema schema = pipeline.event().schema();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      plans.computeIfAbsent(
          feature.entity(),
          entity -> new EntityPlan(pipeline.statefulFeaturesOf(entity), schema, shape));
    }
  }

  /// Adds an event to the history of one of its entities and answers all features of that entity,
  /// in the order of the pipeline; none if the entity has none.
  ///
  /// Throws [io.millrace.contracts.expression.ExpressionFailure] when a `where` or a field of a new
  /// event cannot be computed: then nothing has changed, the event will not count, and its replay
  /// fails in the same way.
  ///
  /// @param offset where the record stands in its partition
  /// @param histories of that partition
  public Map<String, FeatureValue> observe(
      EntityKey key, Event event, long offset, Histories histories) {
    EntityPlan plan = plans.get(key.entity());
    if (plan == null) {
      return Map.of();
    }
    EntityLog log = EntityLog.open(key, offset, histories, plan);
    long time = event.time().toEpochMilli();
    long horizon = plan.horizon(log.newest());
    EntityLog.OfId known = log.find(event.id(), horizon);
    if (known.event() == null && time > horizon) {
      List<Label> labels = known.waiting() == null ? List.of() : log.labels(known.waiting());
      log.add(plan.row(event, new Moment(time, offset), labels));
    }
    log.settle();
    log.close();
    long self = known.event() == null ? offset : known.event().moment().offset();
    return plan.answer(log, new Query(time, plan.horizon(log.newest()), self));
  }

  /// An entity to be removed, if nothing has come of it for so long that it counts for nothing.
  ///
  /// @param offset of the record that comes next in the partition, of whatever entity
  public Optional<SilentEntity> silentEntity(EntityKey key, long offset, Histories histories) {
    return Optional.ofNullable(plans.get(key.entity()))
        .flatMap(plan -> SilentEntity.of(key, offset, histories, plan));
  }

  /// Adds what an event turned out to be to the history of one of its entities. The event may come
  /// later; of several outcomes of an event the last to come, of those known by then, holds.
  public void learn(EntityKey key, Outcome outcome, long offset, Histories histories) {
    EntityPlan plan = plans.get(key.entity());
    if (plan == null || !plan.usesLabels()) {
      return;
    }
    EntityLog log = EntityLog.open(key, offset, histories, plan);
    long horizon = plan.horizon(log.newest());
    long time = outcome.eventTime().toEpochMilli();
    boolean positive = outcome.label() instanceof FeatureValue.Scalar(double value) && value > 0;
    Label label = new Label(offset, outcome.knownAt().toEpochMilli(), positive);
    EntityLog.OfId known = log.find(outcome.eventId(), horizon);
    EntityLog.Found row = known.event() == null ? known.waiting() : known.event();
    if (row != null) {
      if (label.isNewsTo(log.labels(row))) {
        log.add(label, row);
      }
    } else if (time > horizon) {
      log.add(Row.waiting(new Moment(time, offset), outcome.eventId(), plan.layout(), label));
    }
    log.settle();
    log.close();
  }
}
