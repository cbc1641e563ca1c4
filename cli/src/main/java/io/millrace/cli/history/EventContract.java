package io.millrace.cli.history;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.json.MalformedJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the stages make of an event by itself, without their topics: the same checks, routes and
/// expressions as ingestion-service, event-router and processor-b.
final class EventContract {
  private final PipelineDefinition pipeline;

  EventContract(PipelineDefinition pipeline) {
    this.pipeline = pipeline;
  }

  /// An event that the pipeline takes.
  ///
  /// @param stateful whether its route asks for the features of its entities
  /// @param values the stateless features that its route asks for; none if one cannot be computed,
  ///   for live the part fails as a whole
  record Accepted(Event event, boolean stateful, Map<String, FeatureValue> values) {
    Accepted {
      values = Map.copyOf(values);
    }
  }

  /// None if the pipeline would have sent the event to the dead letters.
  Optional<Accepted> accept(Event event) {
    if (!isValid(event)) {
      return Optional.empty();
    }
    Map<String, Object> variables = variables(event);
    return route(variables)
        .map(route ->
            new Accepted(
                event, route.stateful(), route.stateless() ? values(variables) : Map.of()));
  }

  /// The stateless features of an event, whatever its route asks for; none if one cannot be
  /// computed, for live the part fails as a whole.
  Map<String, FeatureValue> stateless(Event event) {
    return values(variables(event));
  }

  private Map<String, Object> variables(Event event) {
    return Map.of("event", pipeline.event().schema().fields(event.payload()), "time", event.time());
  }

  private boolean isValid(Event event) {
    try {
      return pipeline.event().schema().violations(event.payload().bytes()).isEmpty();
    } catch (MalformedJson e) {
      return false;
    }
  }

  private Optional<Route> route(Map<String, Object> variables) {
    try {
      for (Route route : pipeline.routes()) {
        if (route.when() == null || route.when().test(variables)) {
          return Optional.of(route);
        }
      }
      return Optional.empty();
    } catch (ExpressionFailure e) {
      return Optional.empty();
    }
  }

  private Map<String, FeatureValue> values(Map<String, Object> variables) {
    Map<String, FeatureValue> values = new HashMap<>();
    try {
      for (StatelessFeature feature : pipeline.statelessFeatures()) {
        values.put(feature.name(), feature.value().value(variables));
      }
      return values;
    } catch (ExpressionFailure e) {
      return Map.of();
    }
  }
}
