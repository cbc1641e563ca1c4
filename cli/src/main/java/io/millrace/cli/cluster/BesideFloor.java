package io.millrace.cli.cluster;

import io.millrace.benchmarks.Floor;
import io.millrace.benchmarks.Subject;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Profile;
import io.millrace.runtime.ServiceConfig;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/// A pipeline in one layout and profile, and beside it the floor with the same settings of Kafka's
/// clients, on one broker.
final class BesideFloor implements Closeable {
  private final LocalPipeline services;
  private final Floor relays;
  private final Map<String, Object> client;

  private BesideFloor(LocalPipeline services, Floor relays, Map<String, Object> client) {
    this.services = services;
    this.relays = relays;
    this.client = client;
  }

  /// Starts both, and returns once they are ready.
  ///
  /// @param data where the services keep their state
  static BesideFloor start(Path folder, Layout layout, Profile profile, String bootstrap, Path data)
      throws InvalidPipeline {
    Map<String, String> environment =
        Map.of(
            ServiceConfig.PROFILE,
            profile.toString(),
            // A round's events are one transaction: the services meet them at once, as it commits.
            "KAFKA_CONSUMER_ISOLATION_LEVEL",
            "read_committed");
    LocalPipeline services =
        LocalPipeline.open(
            new LocalPipeline.Options(folder, layout.names(), bootstrap, 0, data, 0, environment));
    PipelineDefinition definition = services.definition();
    Map<String, Object> client = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try {
      Floor relays =
          Floor.start(
              client,
              profile,
              definition.event().idField(),
              List.copyOf(definition.entities().values()));
      return new BesideFloor(services, relays, client);
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
  }

  Subject pipeline() {
    PipelineTopics topics = services.definition().topics();
    return new Subject(topics.raw().name(), topics.decisions().name(), client);
  }

  Subject floor() {
    return Floor.subject(client);
  }

  @Override
  public void close() {
    relays.close();
    services.close();
  }
}
