package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;

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
    ServiceLaunch launch = new ServiceLaunch(operations, service, pipeline, config);
    try (LogScope _ = LogScope.of(service.name())) {
      return launch.complete();
    } catch (RuntimeException | Error e) {
      launch.undo();
      throw e;
    }
  }
}
