package io.millrace.runtime;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/// Starts services: alone in a process, or several of them in one JVM.
public final class ServiceLauncher {
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private final Operations operations;

  /// A launcher whose services show their metrics and health at these operations endpoints.
  public ServiceLauncher(Operations operations) {
    this.operations = operations;
  }

  /// Builds a service's topology, checks its topics, and starts it.
  ///
  /// Throws [InvalidConfiguration] when a topic is missing or not as the pipeline needs it.
  public RunningService launch(Service service, PipelineDefinition pipeline, ServiceConfig config) {
    ServiceInfo info = info(service, pipeline, config);
    Properties properties = StreamsProperties.of(config, pipeline.name(), service, info.instance());
    StreamsConfig kafka = new StreamsConfig(properties);
    String client = info.instance() + "-releases";
    ReleaseFollower releases =
        new ReleaseFollower(
            pipeline,
            kafka.getRestoreConsumerConfigs(client),
            kafka.getProducerConfigs(client),
            config.stateDir().resolve("releases").resolve(service.name()));
    ServiceContext context =
        new ServiceContext(
            service.name(), releases, config.environment(), properties, operations.registry());
    properties.put(
        DeadLetters.CONFIG,
        new DeadLetters(pipeline.topics().deadLetters().name(), service.name(), context.metrics()));
    Topology topology = service.topology(context);
    TopicCheck.of(topology, pipeline, properties).run();

    ReleaseTrial trial =
        ReleaseTrial.after(pipeline)
            .then((_, released) -> TopicCheck.of(topology, released, properties).run())
            .then(context.trial());
    Admissions admissions =
        new Admissions(info, releases, trial, context, kafka.getProducerConfigs(client));
    context.closeAtStop(releases);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(service.name()));
    measure(streams, service, context);
    RunningService running =
        RunningService.of(
            info,
            streams,
            new RestoreProgress(service.name(), topology, context.metrics()),
            context.closedAtStop());
    operations.show(running);
    releases.start(context.closeAtStop(admissions));
    streams.start();
    return running;
  }

  /// Without a name of its own, an instance has that of the process.
  private static ServiceInfo info(
      Service service, PipelineDefinition pipeline, ServiceConfig config) {
    String instance = config.instance() == null ? PROCESS : config.instance();
    return new ServiceInfo(service.name(), instance, pipeline.name(), config.profile().toString());
  }

  private void measure(KafkaStreams streams, Service service, ServiceContext context) {
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(streams, Tags.of("service", service.name()));
    metrics.bindTo(operations.registry());
    context.closeAtStop(metrics::close);
  }
}
