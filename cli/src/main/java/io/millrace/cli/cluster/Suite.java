package io.millrace.cli.cluster;

import io.millrace.cli.Millrace;
import io.millrace.cli.OnnxScoring;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Service;
import io.millrace.trainer.TrainerService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All services that there are: those of the stream, which a layout lays out, and those beside it,
/// which read what the stream writes in either layout.
///
/// The stream does not wait for a service beside it.
public final class Suite {

  private Suite() {}

  /// Those of the separate layout in the order of the stream, then what other layouts have, then
  /// those beside the stream.
  public static List<Service> services() {
    List<Service> services = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      layout.services().stream()
          .filter(service -> services.stream().noneMatch(s -> s.name().equals(service.name())))
          .forEach(services::add);
    }
    services.addAll(beside());
    return services;
  }

  /// Their names, in the same order.
  public static List<String> names() {
    return services().stream().map(Service::name).toList();
  }

  /// Those beside the stream.
  public static List<Service> beside() {
    return List.of(new TrainerService(OnnxScoring::of, Layout.allNames(), Millrace.version()));
  }

  /// Those that a pipeline runs with: the ones of a layout in the order of the stream, and those
  /// beside it that the pipeline has work for.
  public static List<Service> of(Layout layout, PipelineDefinition pipeline) {
    return pipeline.learning() == null
        ? layout.services()
        : Stream.concat(layout.services().stream(), beside().stream()).toList();
  }

  /// Their names, in the same order.
  public static List<String> names(Layout layout, PipelineDefinition pipeline) {
    return of(layout, pipeline).stream().map(Service::name).toList();
  }

  /// The topics that each service of a pipeline reads records from, by name.
  public static Map<String, List<Topic<?, ?>>> inputs(Layout layout, PipelineDefinition pipeline) {
    PipelineTopics topics = pipeline.topics();
    Map<String, List<Topic<?, ?>>> inputs = new HashMap<>(layout.inputs(topics));
    if (pipeline.learning() != null) {
      inputs.put(
          "model-trainer", List.of(topics.predictions(), topics.decisions(), topics.outcomes()));
    }
    return inputs;
  }

  /// Whether services can run together: all of them are of a layout, or beside the stream.
  static boolean areOf(Layout layout, Collection<String> services) {
    Set<String> ofStream = new HashSet<>(services);
    beside().forEach(service -> ofStream.remove(service.name()));
    return layout.names().containsAll(ofStream);
  }

  /// Every key of the environment that one of them understands.
  static Set<String> environmentKeys() {
    return services().stream()
        .flatMap(service -> service.environmentKeys().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
