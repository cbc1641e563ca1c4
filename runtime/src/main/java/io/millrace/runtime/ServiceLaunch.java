package io.millrace.runtime;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/// One service being started: either it completes, or what it has opened is closed again.
final class ServiceLaunch {
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private final Operations operations;
  private final Service service;
  private final PipelineDefinition pipeline;
  private final ServiceInfo info;
  private final Profile profile;
  private final Properties properties;
  private final Map<String, Object> producerClient;
  private final ReleaseFollower releases;
  private final ServiceContext context;
  private @Nullable RunningService running;

  ServiceLaunch(
      Operations operations, Service service, PipelineDefinition pipeline, ServiceConfig config) {
    this.operations = operations;
    this.service = service;
    this.pipeline = pipeline;
    this.info = info(service, pipeline, config);
    this.profile = config.profile();
    this.properties = StreamsProperties.of(config, pipeline.name(), service, info.instance());
    StreamsConfig kafka = new StreamsConfig(properties);
    String client = info.instance() + "-releases";
    this.producerClient = kafka.getProducerConfigs(client);
    this.releases =
        new ReleaseFollower(
            pipeline,
            kafka.getRestoreConsumerConfigs(client),
            producerClient,
            config.releasesDir(kafka.getString(StreamsConfig.APPLICATION_ID_CONFIG)));
    this.context =
        new ServiceContext(
            service.name(), releases, config.environment(), properties, operations.registry());
  }

  /// Without a name of its own, an instance has that of the process.
  private static ServiceInfo info(
      Service service, PipelineDefinition pipeline, ServiceConfig config) {
    String instance = config.instance() == null ? PROCESS : config.instance();
    return new ServiceInfo(service.name(), instance, pipeline.name(), config.profile().toString());
  }

  RunningService complete() {
    properties.put(
        DeadLetters.CONFIG,
        new DeadLetters(pipeline.topics().deadLetters().name(), service.name(), context.metrics()));
    Topology topology = service.topology(context);
    context.checkTopicsBy(released -> check(topology, released).run());
    requireTopics();

    Admissions admissions =
        context.closeAtStop(new Admissions(info, releases, trial(), context, producerClient));
    context.closeAtStop(releases);
    KafkaStreams streams = streams(topology);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(service.name()));
    measure(streams, topology);
    RestoreProgress restores = new RestoreProgress(service.name(), topology, context.metrics());
    RunningService started = RunningService.of(info, streams, restores, context.closedAtStop());
    running = started;
    operations.show(started);
    releases.start(admissions);
    streams.start();
    context.startedBeside().forEach(Runnable::run);
    return started;
  }

  private KafkaStreams streams(Topology topology) {
    return profile.sendsWhenIdle()
        ? new KafkaStreams(topology, properties, new PromptClients())
        : new KafkaStreams(topology, properties);
  }

  /// Nothing is tried again before a service runs: whoever starts it learns at once what is wrong.
  private void requireTopics() {
    try {
      context.requireTopics(pipeline);
    } catch (KafkaException e) {
      throw new InvalidConfiguration(String.valueOf(e.getMessage()));
    }
  }

  private ReleaseTrial trial() {
    return ReleaseTrial.after(pipeline)
        .then((_, released) -> context.requireTopics(released))
        .then(context.trial());
  }

  private TopicCheck check(Topology topology, PipelineDefinition pipeline) {
    return new TopicCheck(
        context.topicUse(service, topology, pipeline), pipeline.topics(), properties);
  }

  private void measure(KafkaStreams streams, Topology topology) {
    new StateSizes(streams::metrics).measure(StateSizes.storesOf(topology), context.metrics());
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(streams, Tags.of("service", service.name()));
    metrics.bindTo(operations.registry());
    context.closeAtStop(metrics::close);
  }

  /// Closes what [#complete] has opened before it failed.
  void undo() {
    if (running != null) {
      operations.hide(running);
      running.close();
    } else {
      // First of all, because it calls what the others close; twice does no harm.
      context.closeAtStop(releases);
      RunningService.close(service.name(), context.closedAtStop());
    }
  }
}
