package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One run of the `millrace` command as a process of its own: how it ended and what it printed.
record CommandProcess(int exitCode, String text) {

  static CommandProcess run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /// One that asks a running pipeline.
  static CommandProcess on(LocalRun run, PipelineCopy pipeline, String... arguments)
      throws IOException, InterruptedException {
    return run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--pipeline", pipeline.toString(), "--bootstrap", run.bootstrap()))
            .toArray(String[]::new));
  }

  /// One with these variables in its environment.
  static CommandProcess run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "io.millrace.cli.Millrace"),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandProcess(process.exitValue(), text);
  }
}
