package io.millrace.cli.cluster;

import io.millrace.actions.ActionService;
import io.millrace.decision.DecisionService;
import io.millrace.entityfeatures.EntityFeaturesService;
import io.millrace.eventfeatures.EventFeaturesService;
import io.millrace.ingestion.IngestionService;
import io.millrace.model.ModelService;
import io.millrace.router.RouterService;
import io.millrace.runtime.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// All services of a pipeline, in the order of the stream.
public final class Suite {

  private Suite() {}

  public static List<Service> services() {
    return List.of(
        new IngestionService(),
        new RouterService(),
        new EntityFeaturesService(),
        new EventFeaturesService(),
        new ModelService(),
        new DecisionService(),
        new ActionService());
  }

  /// Their names, in the same order.
  public static List<String> names() {
    return services().stream().map(Service::name).toList();
  }

  /// Every key of the environment that one of them understands.
  static Set<String> environmentKeys() {
    return services().stream()
        .flatMap(service -> service.environmentKeys().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
