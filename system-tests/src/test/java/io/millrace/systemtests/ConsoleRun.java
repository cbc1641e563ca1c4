package io.millrace.systemtests;

import io.millrace.cli.ConsoleOption;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.console.ConsoleServer;
import io.millrace.cli.console.PipelineWatch;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// A console that shows a running pipeline.
final class ConsoleRun implements AutoCloseable {
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);

  private final ConsoleServer server;
  private final PipelineWatch watch;

  private ConsoleRun(ConsoleServer server, PipelineWatch watch) {
    this.server = server;
    this.watch = watch;
  }

  /// @param port 0 for any that is free
  static ConsoleRun of(String bootstrap, PipelineDefinition pipeline, Layout layout, int port) {
    ConsoleServer server = ConsoleServer.listen("127.0.0.1", port);
    return new ConsoleRun(
        server,
        ConsoleOption.show(
            server,
            pipeline,
            Repository.pipeline(pipeline.name()),
            layout,
            new KafkaConnection(bootstrap, Map.of())));
  }

  URI address() {
    return server.address();
  }

  /// What is at a path; empty while there is nothing.
  String get(String path) {
    try (InputStream in = address().resolve(path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// The stream of events, from now on.
  InputStream events() {
    try {
      return address().resolve("/events").toURL().openStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until a snapshot says so; returns it.
  String await(Pattern form) {
    String[] latest = {""};
    Await.until(
        SHOWN_WITHIN,
        () -> {
          latest[0] = get("/snapshot");
          return form.matcher(latest[0]).find();
        },
        () -> "no %s in %s".formatted(form, latest[0]));
    return latest[0];
  }

  @Override
  public void close() {
    watch.close();
    server.close();
  }
}
