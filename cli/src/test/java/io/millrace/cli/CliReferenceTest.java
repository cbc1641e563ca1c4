package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliReferenceTest {
  private static final String PROGRAM = "millrace ";

  @Test
  void namesEveryCommand() throws IOException {
    String reference = Files.readString(Path.of("../docs/reference/cli.md"));

    assertThat(leaves()).hasSizeGreaterThan(40).allMatch(command -> isNamed(command, reference));
  }

  @Test
  void everyCommandOfAGroupHasAnExampleToo() {
    for (String command : leaves()) {
      CommandRun run =
          CommandRun.of(
              Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                  .toArray(String[]::new));

      assertThat(run.out()).as(command).containsPattern("(?s)Examples?:.*millrace " + command);
    }
  }

  private static boolean isNamed(String command, String reference) {
    return reference.contains("`" + command + "`") || reference.contains("`" + command + " ");
  }

  private static List<String> leaves() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return leaves(Millrace.commandLine(nowhere, nowhere)).toList();
  }

  private static Stream<String> leaves(CommandLine command) {
    Map<String, CommandLine> parts = command.getSubcommands();
    return parts.isEmpty()
        ? Stream.of(command.getCommandSpec().qualifiedName().substring(PROGRAM.length()))
        : parts.values().stream().flatMap(CliReferenceTest::leaves);
  }
}
