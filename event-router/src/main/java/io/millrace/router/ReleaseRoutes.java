package io.millrace.router;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Part;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The routes of one release.
final class ReleaseRoutes {
  private final EventSchema schema;
  private final List<Route> routes;
  private final Set<String> entitiesWithState;
  private final Set<String> entitiesThatLearn;
  private final boolean conditional;

  ReleaseRoutes(PipelineDefinition pipeline) {
    schema = pipeline.event().schema();
    routes = pipeline.routes();
    conditional = routes.stream().anyMatch(route -> route.when() != null);
    entitiesWithState = entities(pipeline, feature -> true);
    entitiesThatLearn =
        entities(pipeline, feature -> feature.aggregation() instanceof Aggregation.Rate);
  }

  /// The parts that the first route asks for which the event matches.
  RoutedParts partsOf(Event event) {
    try {
      Route route = firstMatch(event);
      return route == null
          ? new RoutedParts.None(
              "none of the %d routes matches: end them with one that has no 'when'"
                  .formatted(routes.size()))
          : parts(event, route);
    } catch (ExpressionFailure e) {
      return new RoutedParts.None("a route cannot be evaluated: " + e.getMessage());
    }
  }

  /// Whether features of an entity of this kind learn from labels.
  boolean learns(EntityKey key) {
    return entitiesThatLearn.contains(key.entity());
  }

  private @Nullable Route firstMatch(Event event) {
    Map<String, Object> variables =
        conditional
            ? Map.of("event", schema.fields(event.payload()), "time", event.time())
            : Map.of();
    for (Route route : routes) {
      if (route.when() == null || route.when().test(variables)) {
        return route;
      }
    }
    return null;
  }

  private RoutedParts parts(Event event, Route route) {
    List<Part> parts = new ArrayList<>();
    if (route.stateless()) {
      parts.add(Part.EVENT);
    }
    if (route.stateful()) {
      for (EntityKey key : event.entities()) {
        if (entitiesWithState.contains(key.entity())) {
          parts.add(Part.ofEntity(key.entity()));
        }
      }
    }
    return parts.isEmpty()
        ? new RoutedParts.None(
            "route %d leads nowhere: it names processor a alone, but no entity has features there"
                .formatted(routes.indexOf(route) + 1))
        : new RoutedParts.Found(parts);
  }

  private static Set<String> entities(
      PipelineDefinition pipeline, Predicate<StatefulFeature> condition) {
    return pipeline.statefulFeatures().stream()
        .filter(condition)
        .map(StatefulFeature::entity)
        .collect(Collectors.toUnmodifiableSet());
  }
}
