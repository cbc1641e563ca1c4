package io.millrace.systemtests;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.ServiceProcess;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A pipeline as it runs in production: a broker, here in the JVM of the test, and every service as
/// a process of its own. When a test fails, it shows what the services have printed.
final class PipelineProcesses
    implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {
  /// Seven JVMs share the machine with the broker and the test.
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path folder;
  private final Layout layout;

  @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before any test
  private PipelineDefinition definition;

  @SuppressWarnings("NullAway.Init")
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private EmbeddedBroker broker;

  @SuppressWarnings("NullAway.Init")
  private Stages stages;

  private final Set<String> doubled;
  private final Map<String, String> environment;
  private List<ServiceProcess> services = List.of();
  private List<ServiceProcess> second = List.of();

  /// @param pipeline the name of a pipeline that comes with Millrace
  PipelineProcesses(String pipeline, Layout layout) {
    this(pipeline, layout, Set.of(), Map.of());
  }

  /// @param doubled the services that run as two processes, each with a state of its own
  PipelineProcesses(String pipeline, Layout layout, Set<String> doubled) {
    this(pipeline, layout, doubled, Map.of());
  }

  /// @param environment what every process has in its environment besides what it needs
  PipelineProcesses(String pipeline, Layout layout, Map<String, String> environment) {
    this(pipeline, layout, Set.of(), environment);
  }

  private PipelineProcesses(
      String pipeline, Layout layout, Set<String> doubled, Map<String, String> environment) {
    this.folder = Repository.pipeline(pipeline);
    this.layout = layout;
    this.doubled = Set.copyOf(doubled);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    definition = new PipelineReader().read(folder);
    data = RunFolder.empty(context.getRequiredTestClass());
    broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    TopicCreation.create(
        TopicCreation.topicsOf(definition),
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
        TopicCreation.DEFAULT_PARTITIONS);
    services = layout.names().stream().map(name -> process(name, data)).toList();
    second =
        layout.names().stream()
            .filter(doubled::contains)
            .map(name -> process(name, data.resolve("second")))
            .toList();
    Files.createDirectories(data.resolve("second"));
    all().forEach(ServiceProcess::start);
    all().forEach(ServiceProcess::awaitReady);
    stages = Stages.running(broker.bootstrap(), definition, layout.names());
  }

  private ServiceProcess process(String name, Path data) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(ServiceConfig.PIPELINE, folder.toString());
    variables.put(ServiceConfig.STATE_DIR, data.resolve("state").toString());
    variables.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap());
    return new ServiceProcess(name, SMALL, variables, output(data, name));
  }

  private static Path output(Path data, String service) {
    return data.resolve(service + ".log");
  }

  /// All that a service has printed, line by line.
  List<String> printed(ServiceProcess service) throws IOException {
    return Files.readAllLines(output(data, service.name()));
  }

  PipelineDefinition definition() {
    return definition;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  List<ServiceProcess> services() {
    return services;
  }

  /// The other processes of the services that run as two.
  List<ServiceProcess> second() {
    return second;
  }

  private List<ServiceProcess> all() {
    return Stream.concat(services.stream(), second.stream()).toList();
  }

  Stages stages() {
    return stages;
  }

  /// Starts services again that were killed or stopped, and waits until they process records.
  void restart(List<ServiceProcess> ended) {
    ended.forEach(ServiceProcess::start);
    ended.forEach(ServiceProcess::awaitReady);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      all().forEach(service -> System.out.printf("--- %s%n%s%n", service.name(), service.output()));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    all().forEach(ServiceProcess::close);
    if (stages != null) {
      stages.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
