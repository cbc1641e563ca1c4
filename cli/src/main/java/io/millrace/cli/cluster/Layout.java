package io.millrace.cli.cluster;

import io.millrace.actions.ActionService;
import io.millrace.composed.ComposedService;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.decision.DecisionService;
import io.millrace.entityfeatures.EntityFeaturesService;
import io.millrace.eventfeatures.EventFeaturesService;
import io.millrace.ingestion.IngestionService;
import io.millrace.model.ModelService;
import io.millrace.router.RouterService;
import io.millrace.runtime.Service;
import java.util.List;
import java.util.Map;
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

  /// The one that is not this one.
  Layout other() {
    return switch (this) {
      case separate -> composed;
      case composed -> separate;
    };
  }

  /// The topics that each of its services reads records from, by name.
  public Map<String, List<Topic<?, ?>>> inputs(PipelineTopics topics) {
    return switch (this) {
      case separate ->
          Map.of(
              "ingestion-service", List.of(topics.raw(), topics.feedback()),
              "event-router", List.of(topics.events()),
              "processor-a", List.of(topics.eventsA()),
              "processor-b", List.of(topics.eventsB()),
              "model-service", List.of(topics.featuresA(), topics.featuresB()),
              "decision-engine", List.of(topics.predictions()),
              "action-triggers", List.of(topics.actions()));
      case composed ->
          Map.of(
              "composed-pipeline",
              List.of(topics.raw(), topics.feedback(), topics.events(), topics.enriched()),
              "action-triggers",
              List.of(topics.actions()));
    };
  }

  /// The names of the services of each layout.
  public static List<List<String>> allNames() {
    return Stream.of(values()).map(Layout::names).toList();
  }
}
