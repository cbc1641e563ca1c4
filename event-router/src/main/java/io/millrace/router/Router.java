package io.millrace.router;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Decides where events and outcomes go, by the routes of a pipeline.
///
/// An event goes where the first route that it matches says; each of its parts is announced to all
/// who get it, so that the model service knows what to wait for. An outcome goes to the entities
/// whose features learn from labels.
final class Router {
  private final EventSchema schema;
  private final List<Route> routes;
  private final Set<String> entitiesWithState;
  private final Set<String> entitiesThatLearn;
  private final boolean conditional;

  Router(PipelineDefinition pipeline) {
    schema = pipeline.event().schema();
    routes = pipeline.routes();
    conditional = routes.stream().anyMatch(route -> route.when() != null);
    entitiesWithState = entities(pipeline, feature -> true);
    entitiesThatLearn =
        entities(pipeline, feature -> feature.aggregation() instanceof Aggregation.Rate);
  }

  Routing route(StreamRecord record) {
    return switch (record) {
      case Event event -> route(event);
      case Outcome outcome ->
          new Routing.Dispatch(outcome, among(outcome.entities(), entitiesThatLearn));
    };
  }

  private Routing route(Event event) {
    try {
      return firstMatch(event)
          .map(route -> dispatch(event, route))
          .orElseGet(() ->
              new Routing.Unroutable(
                  "none of the %d routes matches: end them with one that has no 'when'"
                      .formatted(routes.size())));
    } catch (ExpressionFailure e) {
      return new Routing.Unroutable("a route cannot be evaluated: " + e.getMessage());
    }
  }

  private Optional<Route> firstMatch(Event event) {
    Map<String, Object> variables =
        conditional
            ? Map.of("event", schema.fields(event.payload()), "time", event.time())
            : Map.of();
    return routes.stream()
        .filter(route -> route.when() == null || route.when().test(variables))
        .findFirst();
  }

  private Routing dispatch(Event event, Route route) {
    List<EntityKey> entities =
        route.stateful() ? among(event.entities(), entitiesWithState) : List.of();
    List<Part> parts = new ArrayList<>();
    if (route.stateless()) {
      parts.add(Part.EVENT);
    }
    entities.forEach(key -> parts.add(Part.ofEntity(key.entity())));
    return parts.isEmpty()
        ? new Routing.Unroutable(
            "route %d leads nowhere: it names processor a alone, but no entity has features there"
                .formatted(routes.indexOf(route) + 1))
        : new Routing.Dispatch(new RoutedEvent(event, parts), entities);
  }

  private static List<EntityKey> among(List<EntityKey> keys, Set<String> entities) {
    return keys.stream().filter(key -> entities.contains(key.entity())).toList();
  }

  private static Set<String> entities(
      PipelineDefinition pipeline, Predicate<StatefulFeature> condition) {
    return pipeline.statefulFeatures().stream()
        .filter(condition)
        .map(StatefulFeature::entity)
        .collect(Collectors.toUnmodifiableSet());
  }
}
