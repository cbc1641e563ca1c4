package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a study is told before anything starts.
class ReplayStudyCommandTest {
  @TempDir private Path folder;

  @Test
  void aTableThatIsNotThereIsNamedAndEarlierDataAreLeftAlone() throws Exception {
    Path earlier = Files.createDirectories(folder.resolve("broker")).resolve("log");
    Files.writeString(earlier, "precious");

    CommandRun run = study("../pipelines/card-fraud", "--until=2018-08-14");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nowhere.csv");
    assertThat(earlier).hasContent("precious");
  }

  @Test
  void aPipelineThatDoesNotLearnIsRefused() {
    CommandRun run = study(Cards.FOLDER.toString(), "--until=2018-08-14");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("cards does not learn: add the section 'learning'");
  }

  @Test
  void daysThatRunBackwardsAreRefused() {
    CommandRun run = study("../pipelines/card-fraud", "--from=2018-08-14", "--until=2018-08-13");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the days 2018-08-14 to 2018-08-13 run backwards");
  }

  @Test
  void theLastDayMustBeNamed() {
    CommandRun run = study("../pipelines/card-fraud");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--until");
  }

  private CommandRun study(String pipeline, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "replay-study";
    arguments[1] = "--input=" + folder.resolve("nowhere.csv");
    arguments[2] = "--pipeline=" + pipeline;
    arguments[3] = "--data=" + folder;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.of(arguments);
  }
}
