package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import org.apache.kafka.common.KafkaException;

/// Starts services: alone in a process, or several of them in one JVM.
public final class ServiceLauncher {
  private final Operations operations;

  /// A launcher whose services show their metrics and health at these operations endpoints.
  public ServiceLauncher(Operations operations) {
    this.operations = operations;
  }

  /// Builds a service's topology, checks its topics, and starts it.
  ///
  /// Throws [InvalidConfiguration] when a topic is missing or not as the pipeline needs it.
  public RunningService launch(Service service, PipelineDefinition pipeline, ServiceConfig config) {
    try (LogScope _ = LogScope.of(service.name())) {
      ServiceLaunch launch = begin(service, pipeline, config);
      try {
        return launch.complete();
      } catch (RuntimeException | Error e) {
        launch.undo();
        throw e;
      }
    }
  }

  /// Making Kafka's clients needs no broker, but an address of one.
  private ServiceLaunch begin(Service service, PipelineDefinition pipeline, ServiceConfig config) {
    try {
      return new ServiceLaunch(operations, service, pipeline, config);
    } catch (KafkaException e) {
      throw new InvalidConfiguration(
          "no Kafka client can be made: %s. Check KAFKA_BOOTSTRAP_SERVERS, and what other KAFKA_ variables say"
              .formatted((e.getCause() == null ? e : e.getCause()).getMessage()));
    }
  }
}
