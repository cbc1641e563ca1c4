package io.millrace.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.CommandFailure;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One service as operators run it: a process of its own, configured by its environment alone.
///
/// Its state and its output outlive it, so that it can be killed and started again.
public final class ServiceProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int SHOWN_CHARACTERS = 10_000;

  private final String name;
  private final List<String> jvm;
  private final Map<String, String> environment;
  private final Path output;
  private @Nullable MillraceProcess process;
  private int port;

  /// @param jvm options of its JVM, such as `-Xmx256m`
  /// @param environment what the service is configured with, besides its port
  /// @param output where what it prints is appended
  public ServiceProcess(
      String name, List<String> jvm, Map<String, String> environment, Path output) {
    this.name = name;
    this.jvm = List.copyOf(jvm);
    this.environment = Map.copyOf(environment);
    this.output = output;
  }

  public String name() {
    return name;
  }

  /// Starts the process; it is not ready yet.
  public void start() {
    port = EmbeddedBroker.freePort(0);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(ServiceConfig.HTTP_PORT, Integer.toString(port));
    process = MillraceProcess.start(jvm, List.of("service", name), variables, output);
  }

  /// Waits until it processes records.
  public void awaitReady() {
    long start = System.nanoTime();
    while (get("/readyz").isEmpty()) {
      requireAlive();
      if (System.nanoTime() - start > READY_WITHIN.toNanos()) {
        throw new CommandFailure(name + " is not ready:\n" + output());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /// Throws [CommandFailure] with the last of its output if it has ended by itself.
  void requireAlive() {
    if (process == null || !process.isAlive()) {
      throw new CommandFailure(name + " does not run:\n" + output());
    }
  }

  /// What its operations endpoints answer at a path such as `/metrics`; nothing unless all is well.
  public Optional<String> get(String path) {
    try {
      URLConnection connection =
          URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout((int) ANSWERS_WITHIN.toMillis());
      connection.setReadTimeout((int) ANSWERS_WITHIN.toMillis());
      try (InputStream in = connection.getInputStream()) {
        return Optional.of(new String(in.readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Kills it with no chance to finish anything (`kill -9`).
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /// Has it stand still until it is resumed, as a long pause of its machine would.
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    if (process != null) {
      process.signal(signal);
    }
  }

  /// Asks it to stop, as an operator would.
  public void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /// The last of what it has printed.
  public String output() {
    try {
      String text = Files.exists(output) ? Files.readString(output, UTF_8) : "";
      return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it if it still runs.
  @Override
  public void close() {
    kill();
  }
}
