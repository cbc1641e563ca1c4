package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Operations;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/// A pipeline run from this JVM: its services, the operations endpoints, and an embedded broker
/// where no other is named. What was opened last is closed first.
public final class LocalPipeline implements Closeable {
  private static final String BROKER = "broker";
  private static final String STATE = "state";

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final PipelineDefinition definition;
  private final String bootstrap;
  private final Operations operations;
  private final RunningPipeline services;
  private final Deque<Closeable> opened;

  private LocalPipeline(
      PipelineDefinition definition,
      String bootstrap,
      Operations operations,
      RunningPipeline services,
      Deque<Closeable> opened) {
    this.definition = definition;
    this.bootstrap = bootstrap;
    this.operations = operations;
    this.services = services;
    this.opened = opened;
  }

  /// How to run it.
  ///
  /// @param folder the pipeline folder
  /// @param services the names of the services to run
  /// @param bootstrap the broker, absent for an embedded one
  /// @param port the embedded broker's port, 0 for any free one
  /// @param data where broker and services keep their data
  /// @param metricsPort the port of the operations endpoints, 0 for any free one
  /// @param environment configuration beside that of the process's environment
  public record Options(
      Path folder,
      List<String> services,
      @Nullable String bootstrap,
      int port,
      Path data,
      int metricsPort,
      Map<String, String> environment) {

    public Options {
      List<String> wanted = List.copyOf(services);
      services = wanted;
      environment = Map.copyOf(environment);
      if (!Suite.names().containsAll(services)) {
        throw new CommandFailure(
            "services are %s: choose among %s".formatted(services, Suite.names()));
      }
      if (Stream.of(Layout.values()).noneMatch(layout -> Suite.areOf(layout, wanted))) {
        throw new CommandFailure(
            "services are %s: those of two layouts would both decide each event, so choose those of one: %s"
                .formatted(services, Layout.allNames()));
      }
    }
  }

  /// Opens everything and returns once every service processes records.
  public static LocalPipeline open(Options options) throws InvalidPipeline {
    PipelineDefinition definition = new PipelineReader().read(options.folder());
    Deque<Closeable> opened = new ArrayDeque<>();
    try {
      String bootstrap = options.bootstrap();
      if (bootstrap == null) {
        EmbeddedBroker broker =
            EmbeddedBroker.start(options.data().resolve(BROKER), options.port());
        opened.push(broker);
        bootstrap = broker.bootstrap();
        TopicCreation.create(
            TopicCreation.topicsOf(definition),
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            TopicCreation.DEFAULT_PARTITIONS);
      }
      LayoutTurn.require(
          definition, options.services(), new KafkaConnection(bootstrap, System.getenv()));
      ServiceConfig config = config(options, bootstrap);
      Operations operations = Operations.of(config);
      opened.push(operations);
      List<Service> wanted =
          Suite.services().stream()
              .filter(service -> options.services().contains(service.name()))
              .toList();
      RunningPipeline services = RunningPipeline.start(wanted, definition, config, operations);
      opened.push(services);
      LocalPipeline pipeline =
          new LocalPipeline(definition, bootstrap, operations, services, opened);
      pipeline.awaitReady();
      return pipeline;
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  /// Deletes what an earlier run left in a data folder, and nothing else there.
  public static void deleteData(Path data) {
    for (String part : List.of(BROKER, STATE)) {
      Path folder = data.resolve(part);
      if (Files.exists(folder)) {
        try (Stream<Path> paths = Files.walk(folder)) {
          for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        } catch (IOException e) {
          throw new CommandFailure("cannot empty %s: %s".formatted(folder, e.getMessage()), e);
        }
      }
    }
  }

  public PipelineDefinition definition() {
    return definition;
  }

  /// What clients connect to, as `host:port`.
  public String bootstrap() {
    return bootstrap;
  }

  /// How to reach the broker.
  public KafkaConnection kafka() {
    return new KafkaConnection(bootstrap, System.getenv());
  }

  public Operations operations() {
    return operations;
  }

  public RunningPipeline services() {
    return services;
  }

  @Override
  public void close() {
    closeAll(opened);
  }

  private static ServiceConfig config(Options options, String bootstrap) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(options.environment());
    environment.put(ServiceConfig.PIPELINE, options.folder().toString());
    environment.put(ServiceConfig.STATE_DIR, options.data().resolve(STATE).toString());
    environment.put(ServiceConfig.HTTP_PORT, Integer.toString(options.metricsPort()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
    return ServiceConfig.from(environment, Suite.environmentKeys());
  }

  private void awaitReady() {
    try {
      if (services.awaitReady(READY_WITHIN)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for the services", e);
    }
    throw new CommandFailure(
        services.failed().isEmpty()
            ? "services are not ready after " + READY_WITHIN.toSeconds() + " s"
            : "services failed at their start: " + services.failed());
  }

  private static void closeAll(Deque<Closeable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        throw new CommandFailure("could not close: " + e.getMessage(), e);
      }
    }
  }
}
