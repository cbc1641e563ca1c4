package io.millrace.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;

/// What a service asks of its brokers, known without asking them: the least that it must be
/// allowed.
///
/// @param service its name
/// @param application the id of its group, with which its internal topics and transactions begin
/// @param topics what it reads and writes
/// @param timedByBroker the topics whose settings it looks at
/// @param keepsState whether it has internal topics
/// @param assignsReleases whether it writes assignments, in transactions
/// @param own what it does beside its topology, whose topics are among those above
public record BrokerAccess(
    String service,
    String application,
    TopicUse topics,
    List<String> timedByBroker,
    boolean keepsState,
    boolean assignsReleases,
    OwnClients own) {

  public BrokerAccess {
    timedByBroker = List.copyOf(timedByBroker);
  }

  /// What a service asks for under a pipeline, by the topology that it would run.
  public static BrokerAccess of(Service service, PipelineDefinition pipeline) {
    ServiceConfig config = ServiceConfig.of(Path.of("unused"), Map.of());
    Properties properties = StreamsProperties.of(config, pipeline.name(), service, "unused");
    ServiceContext context =
        new ServiceContext(
            service.name(),
            Releases.of(withoutActions(pipeline)),
            Map.of(),
            properties,
            new SimpleMeterRegistry());
    try {
      Topology topology = service.topology(context);
      TopicUse topics = context.topicUse(service, topology, pipeline);
      return new BrokerAccess(
          service.name(),
          properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
          topics,
          topics.timedByBroker(pipeline.topics()),
          keepsState(topology),
          service.assignsReleases(),
          service.ownClients(pipeline));
    } finally {
      RunningService.close(service.name(), context.closedAtStop());
    }
  }

  /// Its webhooks name secrets, which need not be known for this.
  private static PipelineDefinition withoutActions(PipelineDefinition pipeline) {
    return new PipelineDefinition(
        pipeline.name(),
        pipeline.event(),
        pipeline.entities(),
        pipeline.routes(),
        pipeline.statefulFeatures(),
        pipeline.statelessFeatures(),
        pipeline.model(),
        pipeline.policy(),
        Map.of(),
        pipeline.feedback(),
        pipeline.learning(),
        pipeline.duplicatesWithin());
  }

  private static boolean keepsState(Topology topology) {
    return topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(Processor.class::isInstance)
        .flatMap(node -> ((Processor) node).stores().stream())
        .anyMatch(store -> !CommitMark.isNameOfOne(store));
  }
}
