package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service as a process of its own, to be killed.
final class ServiceProcess implements AutoCloseable {
  private static final int STOPS_WITHIN_SECONDS = 30;

  private final ProcessBuilder builder;
  private Process process;

  /// Starts it.
  ///
  /// @param log what it says goes there
  ServiceProcess(String service, Map<String, String> environment, Path log) {
    builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "io.millrace.cli.Millrace",
                    "service",
                    service))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(key -> key.startsWith("MILLRACE_"));
    builder.environment().putAll(environment);
    builder.environment().put(ServiceConfig.HTTP_PORT, "0");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    process = start();
  }

  private Process start() {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailure("a service cannot be started: " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Kills it without a warning, and starts it again.
  void killAndRestart() {
    await(process.destroyForcibly());
    process = start();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Process killed) {
    try {
      killed.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while a service was killed", e);
    }
  }
}
