package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps the histories of entities as the stateful features of one or more pipelines need them, and
/// answers each pipeline's.
///
/// All records of an entity stand in one partition, and are taken in its order, by their offsets
/// there; some may come again after a crash, from a committed offset on. Invariant: what a record
/// is answered depends on the records up to its offset alone, so a replay is answered alike; and
/// what a pipeline is answered does not depend on what is kept for others.
///
/// An event at time t sees the events of its entity with times up to t, itself included, whether
/// they came in order or late. An outcome counts once it has come and t is not before it became
/// known. A second event with a known id changes nothing and is answered at its own time. What is
/// older than the newest event by the longest window and its delay is expired: it counts for no
/// later record, is forgotten as an id, and is deleted once every record that saw it is committed.
/// An entity of which nothing came for as long and a week, by the time of the log, begins anew.
///
/// Not for use by several threads at once; each has its own.
public final class HistoryKeeper {
  private final Map<String, EntityPlan> plans = new HashMap<>();

  /// @param pipelines releases of one pipeline, the one with the widest schema last
  public HistoryKeeper(List<PipelineDefinition> pipelines) {
    this(pipelines, TreeShape.DEFAULT);
  }

  HistoryKeeper(List<PipelineDefinition> pipelines, TreeShape shape) {
    EventSchema schema = pipelines.getLast().event().schema();
    featuresByEntity(pipelines)
        .forEach((entity, features) -> plans.put(entity, new EntityPlan(features, schema, shape)));
  }

  static Map<String, List<StatefulFeature>> featuresByEntity(List<PipelineDefinition> pipelines) {
    Map<String, List<StatefulFeature>> features = new TreeMap<>();
    for (PipelineDefinition pipeline : pipelines) {
      for (StatefulFeature feature : pipeline.statefulFeatures()) {
        features.computeIfAbsent(feature.entity(), _ -> new ArrayList<>()).add(feature);
      }
    }
    return features;
  }

  /// The answers to one of its pipelines.
  public FeatureAnswers answers(PipelineDefinition pipeline) {
    Map<String, EntityAnswers> answers = new HashMap<>();
    plans.forEach((entity, plan) -> {
      List<StatefulFeature> features = pipeline.statefulFeaturesOf(entity);
      if (!features.isEmpty()) {
        answers.put(entity, plan.answers(features));
      }
    });
    return new FeatureAnswers(answers);
  }

  /// Adds an event to the history of one of its entities.
  ///
  /// @param offset where the record stands in its partition
  /// @param histories of that partition
  /// @return what the event sees; empty if no feature is kept of such an entity
  public Optional<Sight> observe(EntityKey key, Event event, long offset, Histories histories) {
    EntityPlan plan = plans.get(key.entity());
    return plan == null
        ? Optional.empty()
        : Optional.of(observe(EntityLog.open(key, offset, histories, plan), plan, event, offset));
  }

  private static Sight observe(EntityLog log, EntityPlan plan, Event event, long offset) {
    long time = event.time().toEpochMilli();
    long horizon = plan.horizon(log.newest());
    EntityLog.OfId known = log.find(event.id(), horizon);
    Map<String, ExpressionFailure> failures = new LinkedHashMap<>(0);
    long self = offset;
    Sight.Standing standing = Sight.Standing.UNKNOWN;
    if (known.event() != null) {
      self = known.event().moment().offset();
      standing = Sight.Standing.REPEATED;
    } else if (time > horizon) {
      List<Label> labels = known.waiting() == null ? List.of() : log.labels(known.waiting());
      log.add(plan.row(event, new Moment(time, offset), labels, failures));
      standing = Sight.Standing.FIRST;
    }
    log.settle();
    log.close();
    return new Sight(log, time, self, standing, failures);
  }

  /// Whether ids are known for at least so long after their event, by the time of events.
  public boolean remembers(String entity, Duration time) {
    EntityPlan plan = plans.get(entity);
    return plan != null
        && (plan.retention() == WindowGroup.Reach.ALL || plan.retention() >= time.toMillis());
  }

  /// An entity to be removed, if nothing has come of it for so long that it counts for nothing.
  ///
  /// @param offset of the record that comes next in the partition, of whatever entity
  public Optional<SilentEntity> silentEntity(EntityKey key, long offset, Histories histories) {
    return Optional.ofNullable(plans.get(key.entity()))
        .flatMap(plan -> SilentEntity.of(key, offset, histories, plan));
  }

  /// Which entities are forgotten at a time of the log that another keeper would still know, by
  /// kind: those of which nothing has come since. They may be gone in part already, so they stay
  /// forgotten when it takes over: see [EntityStore#forgottenBefore].
  public Map<String, Long> forgotten(long logTime, HistoryKeeper next) {
    Map<String, Long> forgotten = new TreeMap<>();
    plans.forEach((kind, plan) -> {
      EntityPlan other = next.plans.get(kind);
      if (other == null || other.retention() > plan.retention()) {
        forgotten.put(kind, plan.forgottenBefore(logTime));
      }
    });
    return forgotten;
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
