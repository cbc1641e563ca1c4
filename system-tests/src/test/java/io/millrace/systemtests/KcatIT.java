package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A producer and a consumer that are not ours: kcat, where it is installed.
class KcatIT {
  private static final long SECONDS = 60;
  private static final String TRANSACTION =
      """
      {"tx_id":"k1","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","amount":12.5}
      """;

  @Test
  void answersARecordOfKcatWithADecisionThatKcatReads() throws Exception {
    Requirement.requireCommand("kcat");

    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()))) {
      kcat(TRANSACTION, "-P", "-b", run.bootstrap(), "-t", "card-fraud.raw");
      String read =
          kcat(
              "",
              "-C",
              "-b",
              run.bootstrap(),
              "-t",
              "card-fraud.decisions",
              "-o",
              "beginning",
              "-c",
              "1",
              "-f",
              "%k %h %s");

      assertThat(read)
          .startsWith("k1 ")
          .contains("ce_specversion=1.0", "ce_id=k1", "ce_type=io.millrace.decision")
          .contains("\"outcome\":\"APPROVE\"");
    }
  }

  private static String kcat(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("kcat", "-q"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("kcat", ".out");
    Process kcat =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (OutputStream to = kcat.getOutputStream()) {
      to.write(input.getBytes(UTF_8));
    }
    try {
      assertThat(kcat.waitFor(SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    } finally {
      kcat.destroyForcibly();
    }
    String text = Files.readString(output);
    Files.delete(output);
    assertThat(kcat.exitValue()).as("%s says: %s", command, text).isZero();
    return text;
  }
}
