package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MillraceTest {

  @Test
  void printsItsVersion() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("millrace ");
  }

  @Test
  void exitsWith2AndTheRemedyOnAnUnknownOption() {
    CommandRun run = CommandRun.of("simulate", "--sead", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("millrace: Unknown option")
        .contains("'--sead'")
        .contains("Try 'millrace simulate --help'.")
        .doesNotContain("\tat ");
  }

  @Test
  void showsAnExampleInTheHelpOfEveryCommand() {
    for (String command : CommandRun.commands()) {
      CommandRun run = CommandRun.of(command, "--help");

      assertThat(run.exitCode()).as(command).isZero();
      assertThat(run.out()).as(command).containsPattern("(?s)Examples?:.*millrace " + command);
    }
  }
}
