package io.millrace.cli.cluster;

import io.millrace.actions.ActionService;
import io.millrace.composed.ComposedService;
import io.millrace.decision.DecisionService;
import io.millrace.entityfeatures.EntityFeaturesService;
import io.millrace.eventfeatures.EventFeaturesService;
import io.millrace.ingestion.IngestionService;
import io.millrace.model.ModelService;
import io.millrace.router.RouterService;
import io.millrace.runtime.Service;
import java.util.List;
import java.util.stream.Stream;

/// How the stages of a pipeline are laid out over services; named as users write them.
public enum Layout {
  /// A service for each stage, connected by topics.
  separate,
  /// One service from `raw` to decisions, with the hops alone that entities need.
  composed;

  /// Its services, in the order of the stream.
  public List<Service> services() {
    return switch (this) {
      case separate ->
          List.of(
              new IngestionService(),
              new RouterService(),
              new EntityFeaturesService(),
              new EventFeaturesService(),
              new ModelService(),
              new DecisionService(),
              new ActionService());
      case composed -> List.of(new ComposedService(), new ActionService());
    };
  }

  /// Their names, in the same order.
  public List<String> names() {
    return services().stream().map(Service::name).toList();
  }

  /// The names of the services of each layout.
  public static List<List<String>> allNames() {
    return Stream.of(values()).map(Layout::names).toList();
  }
}
