package io.millrace.runtime;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

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
    Properties properties = StreamsProperties.of(config, pipeline.name(), service);
    ServiceContext context =
        new ServiceContext(
            service.name(),
            Releases.of(pipeline),
            config.environment(),
            properties,
            operations.registry());
    properties.put(
        DeadLetters.CONFIG,
        new DeadLetters(pipeline.topics().deadLetters().name(), service.name(), context.metrics()));
    Topology topology = service.topology(context);
    TopicCheck.of(topology, pipeline, properties).run();

    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(service.name()));
    measure(streams, service, context);
    RunningService running =
        RunningService.of(
            new ServiceInfo(service.name(), pipeline.name(), config.profile().toString()),
            streams,
            new RestoreProgress(service.name(), topology, context.metrics()),
            context.closedAtStop());
    operations.show(running);
    streams.start();
    return running;
  }

  private void measure(KafkaStreams streams, Service service, ServiceContext context) {
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(streams, Tags.of("service", service.name()));
    metrics.bindTo(operations.registry());
    context.closeAtStop(metrics::close);
  }
}
