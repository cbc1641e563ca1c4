package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.json.MalformedJson;
import io.millrace.features.EntityStore;
import io.millrace.features.FeatureEngine;
import io.millrace.features.MemoryEntityStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What the stages from ingestion to the processors make of events, without their topics: the same
/// checks, routes, expressions and engine.
///
/// Events and outcomes come in the order of the log, each with its own offset.
final class HistoryFeatures {
  private final PipelineDefinition pipeline;
  private final FeatureEngine engine;
  private final EntityStore store = new MemoryEntityStore();
  private final Map<String, FeatureValue> defaults = new HashMap<>();

  HistoryFeatures(PipelineDefinition pipeline) {
    this.pipeline = pipeline;
    this.engine = new FeatureEngine(pipeline);
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      defaults.put(feature.name(), FeatureValue.of(feature.otherwise()));
    }
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      defaults.put(feature.name(), feature.otherwise());
    }
  }

  /// All features of an event, those that could not be computed at their defaults; none if the
  /// pipeline would have sent the event to the dead letters.
  Optional<Map<String, FeatureValue>> observe(Event event) {
    if (!valid(event)) {
      return Optional.empty();
    }
    Map<String, Object> variables =
        Map.of("event", pipeline.event().schema().fields(event.payload()), "time", event.time());
    return route(variables).map(route -> values(event, route, variables));
  }

  void learn(Outcome outcome) {
    for (EntityKey key : outcome.entities()) {
      engine.learn(key, outcome, outcome.source().offset(), store);
    }
  }

  private boolean valid(Event event) {
    try {
      return pipeline.event().schema().violations(event.payload().bytes()).isEmpty();
    } catch (MalformedJson e) {
      return false;
    }
  }

  private Optional<Route> route(Map<String, Object> variables) {
    try {
      return pipeline.routes().stream()
          .filter(route -> route.when() == null || route.when().test(variables))
          .findFirst();
    } catch (ExpressionFailure e) {
      return Optional.empty();
    }
  }

  private Map<String, FeatureValue> values(
      Event event, Route route, Map<String, Object> variables) {
    Map<String, FeatureValue> values = new HashMap<>(defaults);
    if (route.stateless()) {
      addPart(values, () -> stateless(variables));
    }
    if (route.stateful()) {
      for (EntityKey key : event.entities()) {
        addPart(values, () -> engine.observe(key, event, event.source().offset(), store));
      }
    }
    return values;
  }

  private Map<String, FeatureValue> stateless(Map<String, Object> variables) {
    Map<String, FeatureValue> values = new HashMap<>();
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      values.put(feature.name(), feature.value().value(variables));
    }
    return values;
  }

  /// Live, a part that cannot be computed fails as a whole: its features keep their defaults.
  private static void addPart(
      Map<String, FeatureValue> values, Supplier<Map<String, FeatureValue>> part) {
    try {
      values.putAll(part.get());
    } catch (ExpressionFailure e) {
      return;
    }
  }
}
