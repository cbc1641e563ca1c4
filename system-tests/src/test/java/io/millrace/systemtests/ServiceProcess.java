package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.Millrace;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One service as operators run it: a process of its own, configured by its environment alone.
///
/// Its state and its output outlive it, so that it can be killed and started again.
final class ServiceProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
  private static final int SHOWN_CHARACTERS = 10_000;

  private final String name;
  private final Map<String, String> environment;
  private final Path output;
  private @Nullable Process process;
  private int port;

  /// @param environment what the service is configured with, besides its port
  /// @param output where its output is appended
  ServiceProcess(String name, Map<String, String> environment, Path output) {
    this.name = name;
    this.environment = Map.copyOf(environment);
    this.output = output;
  }

  String name() {
    return name;
  }

  /// Starts the process; it is not ready yet.
  void start() {
    port = freePort();
    ProcessBuilder builder = new ProcessBuilder(command());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(key -> key.startsWith("MILLRACE_") || key.startsWith("KAFKA_"));
    variables.putAll(environment);
    variables.put(ServiceConfig.HTTP_PORT, Integer.toString(port));
    variables.put("CLASSPATH", System.getProperty("java.class.path"));
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        Millrace.class.getName(),
        "service",
        name);
  }

  /// Waits until it processes records.
  void awaitReady(HttpClient http) {
    Await.until(READY_WITHIN, () -> isReady(http), () -> name + " is not ready:\n" + output());
  }

  private boolean isReady(HttpClient http) {
    if (process == null || !process.isAlive()) {
      throw new AssertionError(name + " does not run:\n" + output());
    }
    URI readyz = URI.create("http://127.0.0.1:%d/readyz".formatted(port));
    try {
      return http.send(HttpRequest.newBuilder(readyz).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /// Kills it with no chance to finish anything (`kill -9`).
  void kill() {
    end(Process::destroyForcibly);
  }

  /// Asks it to stop, as an operator would.
  void stop() {
    end(asked -> {
      asked.destroy();
      return asked;
    });
  }

  private void end(UnaryOperator<Process> by) {
    if (process == null) {
      return;
    }
    try {
      if (!by.apply(process).waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("%s did not end within %s".formatted(name, STOPPED_WITHIN));
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /// The last of what it has printed.
  String output() {
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
