package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.Millrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command of Millrace as a process of its own, as users run it: to be measured, or killed.
final class MillraceProcess implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final String command;
  private final Process process;

  private MillraceProcess(String command, Process process) {
    this.command = command;
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param jvm options of its JVM, beside those that every one of Millrace has
  /// @param command as users type it, without `millrace`
  /// @param environment all it knows of `MILLRACE_` and `KAFKA_` variables
  /// @param output where what it prints is appended
  static MillraceProcess start(
      List<String> jvm, List<String> command, Map<String, String> environment, Path output) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvm);
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add(Millrace.class.getName());
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(key -> key.startsWith("MILLRACE_") || key.startsWith("KAFKA_"));
    variables.putAll(environment);
    variables.put("CLASSPATH", System.getProperty("java.class.path"));
    String shown = "millrace " + String.join(" ", command);
    try {
      return new MillraceProcess(shown, builder.start());
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be started: %s".formatted(shown, e.getMessage()), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits until it has ended by itself; returns its exit code.
  int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Asks it to stop, as an operator would, and waits until it has.
  void stop() {
    process.destroy();
    awaitStop();
  }

  /// Kills it with no chance to finish anything (`kill -9`).
  void kill() {
    process.destroyForcibly();
    awaitStop();
  }

  /// Sends it a signal of the system, such as `STOP`.
  void signal(String signal) {
    try {
      int failed =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (failed != 0) {
        throw new CommandFailure("%s did not get the signal %s".formatted(command, signal));
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be sent signals: %s".formatted(command, e.getMessage()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void awaitStop() {
    try {
      if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new CommandFailure(
            "%s has not stopped within %d s".formatted(command, STOPS_WITHIN.toSeconds()));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private CommandFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailure("interrupted while waiting for " + command, e);
  }

  /// Ends it if it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
