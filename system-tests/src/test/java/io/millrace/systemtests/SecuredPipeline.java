package io.millrace.systemtests;

import io.millrace.cli.access.Grants;
import io.millrace.cli.access.Principal;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Operations;
import io.millrace.runtime.Profile;
import io.millrace.runtime.RunningService;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import io.millrace.runtime.ServiceLauncher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The card-fraud pipeline on a broker that denies by default: each service connects as itself, and
/// may do what `millrace acls` grants it.
final class SecuredPipeline implements Closeable {
  private static final Path FOLDER = Repository.pipeline("card-fraud");
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final PipelineDefinition definition;
  private final Layout layout;
  private final Profile profile;
  private final Path data;
  private final List<Principal> principals;
  private final SecuredBroker broker;
  private final Deque<Closeable> opened = new ArrayDeque<>();

  /// @param granted which of the lines that `millrace acls` prints are run
  SecuredPipeline(Path data, Layout layout, Profile profile, List<String> granted)
      throws Exception {
    this.definition = new PipelineReader().read(FOLDER);
    this.layout = layout;
    this.profile = profile;
    this.data = data;
    this.principals = new Grants(definition, profile, "User:card-fraud.").all(layout);
    this.broker = new SecuredBroker(data, principals);
    opened.push(broker);
    grant(granted);
    TopicCreation.create(
        TopicCreation.topicsOf(definition),
        broker.connection(principal("operators")).client(),
        TopicCreation.DEFAULT_PARTITIONS);
  }

  /// Runs lines, with the brokers and the administrator that they do not know.
  private void grant(List<String> lines) {
    broker.run(
        lines.stream()
            .map(line ->
                line.replace("localhost:9092", broker.bootstrap())
                    .replace("admin.properties", broker.adminProperties().toString()))
            .toList());
  }

  PipelineDefinition definition() {
    return definition;
  }

  SecuredBroker broker() {
    return broker;
  }

  Principal principal(String role) {
    return principals.stream()
        .filter(principal -> principal.role().equals(role))
        .findFirst()
        .orElseThrow();
  }

  /// Starts all services, each as itself, and returns when they process records.
  void startAll() {
    List<RunningService> running =
        Suite.names(layout, definition).stream().map(this::start).toList();
    Await.until(
        READY_WITHIN,
        () -> running.stream().allMatch(RunningService::isReady),
        () -> "not ready: " + running.stream().filter(one -> !one.isReady()).toList());
  }

  /// Starts one service as itself.
  RunningService start(String name) {
    Service service =
        Suite.of(layout, definition).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = new HashMap<>(broker.environment(principal(name)));
    environment.put(ServiceConfig.PIPELINE, FOLDER.toString());
    environment.put(ServiceConfig.PROFILE, profile.name().toLowerCase(Locale.ROOT));
    environment.put(ServiceConfig.STATE_DIR, data.resolve("state").toString());
    ServiceConfig config = ServiceConfig.from(environment, service.environmentKeys());
    Operations operations = new Operations("127.0.0.1", 0);
    opened.push(operations);
    RunningService running = new ServiceLauncher(operations).launch(service, definition, config);
    opened.push(running);
    return running;
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
