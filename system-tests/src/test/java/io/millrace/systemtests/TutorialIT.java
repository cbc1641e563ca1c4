package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.systemtests.TutorialPage.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The tutorial, followed in an empty folder: what it says is printed is what is printed. The part
/// that trains a model is left out, for it takes long.
class TutorialIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void saysWhatIsPrinted() throws Exception {
    Requirement.requireCommand("kcat");
    TutorialPage page = TutorialPage.read(Repository.file("docs/tutorials/your-own-pipeline.md"));
    Path folder = RunFolder.empty(getClass());
    write(page.files(), folder);
    writeLauncher(folder);
    int port = freePort();

    Process running =
        process(
            folder,
            port,
            "exec %s --port %d --metrics-port %d"
                .formatted(page.runs().command(), port, freePort()),
            folder.resolve("start.out"));
    try {
      Await.until(
          PATIENCE,
          () -> page.runs().isMetBy(lines(folder.resolve("start.out"))),
          () -> "started: " + lines(folder.resolve("start.out")));
      for (Step step : page.steps()) {
        follow(step, folder, port);
      }
    } finally {
      running.destroy();
      assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void follow(Step step, Path folder, int port) throws Exception {
    if (!step.isRepeatable()) {
      List<String> printed = run(step, folder, port);
      assertThat(step.isMetBy(printed)).as("%s prints %s", step, printed).isTrue();
      return;
    }
    List<String> printed = new ArrayList<>();
    Await.until(
        PATIENCE,
        () -> {
          printed.clear();
          printed.addAll(run(step, folder, port));
          return step.isMetBy(printed);
        },
        () -> "%s prints %s".formatted(step, printed));
  }

  private static List<String> run(Step step, Path folder, int port) {
    Path output = folder.resolve("step.out");
    try {
      Process process = process(folder, port, step.command(), output);
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("%s ends", step)
          .isTrue();
      assertThat(process.exitValue())
          .as("%s: %s", step, Files.readString(folder.resolve("step.out.err")))
          .isZero();
      return lines(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /// A shell, with the broker that runs in the place of that which the page names.
  private static Process process(Path folder, int port, String command, Path output)
      throws IOException {
    String broker = "localhost:" + port;
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command.replace("localhost:9092", broker))
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(output.resolveSibling(output.getFileName() + ".err").toFile());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  private static void write(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static void writeLauncher(Path folder) throws IOException {
    Path launcher = folder.resolve("millrace");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec %s --enable-native-access=ALL-UNNAMED io.millrace.cli.Millrace "$@"
        """
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  /// What the command has printed; log lines are none of it.
  private static List<String> lines(Path output) {
    try {
      return Files.readString(output, UTF_8)
          .lines()
          .filter(line -> !line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ .*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
