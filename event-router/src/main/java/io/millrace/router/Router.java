package io.millrace.router;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Observation;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.Releases;
import java.util.ArrayList;
import java.util.List;

/// Decides where events and outcomes go, by the routes of the releases that are asked.
///
/// An event goes where the first route that it matches says; each of its parts is announced to all
/// who get it, so that the model service knows what to wait for. An outcome goes to the entities
/// whose features learn from labels. A shadow changes nothing of what the judging release gets.
final class Router {
  private final PerRelease<ReleaseRoutes> routes;

  Router(Releases releases) {
    this.routes = new PerRelease<>(releases, ReleaseRoutes::new);
  }

  /// Throws [io.millrace.runtime.RejectedRecord] unless all releases of an assignment are there.
  void require(Assignment assignment) {
    routes.of(assignment.release());
    if (assignment.challenger() != null) {
      routes.of(assignment.challenger().release());
    }
  }

  Routing route(Observation observation, Stamp stamp) {
    return switch (observation) {
      case Event event -> route(event, stamp);
      case Outcome outcome -> route(outcome, stamp);
    };
  }

  private Routing route(Event event, Stamp stamp) {
    return switch (routes.of(stamp.release()).partsOf(event)) {
      case RoutedParts.None(String reason) -> new Routing.Unroutable(reason);
      case RoutedParts.Found(List<Part> parts) -> dispatch(event, slip(event, stamp, parts));
    };
  }

  private RoutingSlip slip(Event event, Stamp stamp, List<Part> parts) {
    List<Part> shadowParts =
        stamp.shadow() == null
            ? List.of()
            : switch (routes.of(stamp.shadow()).partsOf(event)) {
              case RoutedParts.None(String _) -> List.of();
              case RoutedParts.Found(List<Part> found) -> found;
            };
    Stamp asked =
        shadowParts.isEmpty() ? new Stamp(stamp.assignment(), stamp.release(), null) : stamp;
    return new RoutingSlip(asked, parts, shadowParts);
  }

  private static Routing dispatch(Event event, RoutingSlip slip) {
    List<Part> parts = slip.allParts();
    List<EntityKey> entities = new ArrayList<>(event.entities().size());
    for (EntityKey key : event.entities()) {
      if (parts.contains(Part.ofEntity(key.entity()))) {
        entities.add(key);
      }
    }
    return new Routing.Dispatch(new RoutedEvent(event, slip), entities);
  }

  private Routing route(Outcome outcome, Stamp stamp) {
    ReleaseRoutes judging = routes.of(stamp.release());
    ReleaseRoutes shadow = stamp.shadow() == null ? judging : routes.of(stamp.shadow());
    List<EntityKey> entities =
        outcome.entities().stream()
            .filter(key -> judging.learns(key) || shadow.learns(key))
            .toList();
    return new Routing.Dispatch(new RoutedOutcome(outcome, stamp), entities);
  }
}
