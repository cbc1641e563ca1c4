package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/// One service of the suite: a name and a topology. All else is the same for every service.
public interface Service {

  /// Its name, in kebab-case: the stage in metrics and dead letters, part of the application id.
  String name();

  /// Its topology, made with the context's builder and streams.
  Topology topology(ServiceContext context);

  /// The keys of the environment that this service alone understands.
  default Set<String> environmentKeys() {
    return Set.of();
  }

  /// Whether it has releases [withdrawn][Releases#withdraw] or assignments
  /// [completed][Releases#completeMarks], or publishes and assigns them itself: then it writes to
  /// `releases` and `events` beside its topology.
  default boolean assignsReleases() {
    return false;
  }

  /// What else it does on the brokers beside its topology.
  default OwnClients ownClients(PipelineDefinition pipeline) {
    return OwnClients.NONE;
  }

  /// How many stream threads it runs with if the environment does not say. One by default: a stage
  /// among others, each with threads of its own.
  default int threads(Profile profile) {
    return 1;
  }

  /// Kafka Streams properties that this service needs; the environment overrides them.
  default Map<String, Object> streamsProperties() {
    return Map.of();
  }
}
