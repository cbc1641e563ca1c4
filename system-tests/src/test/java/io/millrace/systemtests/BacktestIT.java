package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Another policy on the log of a running pipeline.
class BacktestIT {
  private static final String CARD_FRAUD = Repository.pipeline("card-fraud").toString();

  @Test
  void decidesTheRecordedLogAsItWasDecidedAndOtherwise() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineCopy strict =
        PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("strict"));
    strict.edit("event.amount > 500", "event.amount > 50");
    try (LocalRun run = LocalRun.withBroker(data.resolve("run"))) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 300).iterator());

      assertThat(backtest(run, "--release", "0", "--json").text())
          .contains("\"compared\":300,\"different\":0,")
          .contains("\"unknown\":0,")
          .contains("\"changes\":[]");
      assertThat(backtest(run, "--policy", strict + "/pipeline.yaml", "--json").text())
          .contains("\"compared\":300,")
          .containsPattern("\"from\":\"APPROVE\",\"to\":\"REVIEW\",\"events\":[1-9]");
      Path alone = Files.copy(strict.file("pipeline.yaml"), data.resolve("stricter.yaml"));
      assertThat(backtest(run, "--policy", alone.toString(), "--amount", "amount").text())
          .containsPattern("APPROVE +REVIEW +\\d+ +amount \\d")
          .containsPattern("event \\d+ +APPROVE to REVIEW, amount \\d");
      assertThat(backtest(run, "--release", "0", "--to", "2017-12-31").text())
          .contains("nothing to compare: card-fraud.predictions has no prediction of these days");
      assertThat(backtest(run, "--release", "0", "--amount", "amuont").text())
          .contains("--amount amuont: events have no such field");
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void runsTheWholePipelineOfAReleaseOnTheRecordedLog(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass()).resolve(layout.toString());
    PipelineCopy eager = PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("eager"));
    eager.edit(
        "    card_tx_count_7d:",
        "    card_tx_count_3d: {entity: card, count: all, window: 3d}\n    card_tx_count_7d:");
    eager.edit(
        "policy:\n",
        "policy:\n  - {when: features.card_tx_count_3d > 1.0, decide: REVIEW, reason: AGAIN}\n");
    try (LocalRun run = LocalRun.withBroker(data.resolve("run"), layout)) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 600).iterator());

      assertThat(backtest(run, "--release", "0", "--layout", layout.toString(), "--json").text())
          .contains("\"compared\":600,\"different\":0,")
          .contains("\"unknown\":0,\"failed_rules\":0,");
      assertThat(backtest(run, "--policy", eager.toString(), "--json").text())
          .contains("\"compared\":600,\"different\":0,")
          .contains("\"failed_rules\":600,");
      publish(run, eager);
      assertThat(backtest(run, "--release", "1", "--layout", layout.toString(), "--json").text())
          .contains("\"compared\":600,")
          .contains("\"unknown\":0,\"failed_rules\":0,")
          .containsPattern("\"from\":\"APPROVE\",\"to\":\"REVIEW\",\"events\":[1-9]");
      assertThat(backtest(run, "--release", "7").text()).contains("there is no release 7");
    }
  }

  private static void publish(LocalRun run, PipelineCopy folder) throws Exception {
    CommandProcess published =
        CommandProcess.run("release", "publish", folder.toString(), "--bootstrap", run.bootstrap());
    assertThat(published.exitCode()).as(published.text()).isZero();
  }

  private static CommandProcess backtest(LocalRun run, String... options) throws Exception {
    return CommandProcess.run(
        Stream.of(
                Stream.of("backtest", "--pipeline", CARD_FRAUD, "--bootstrap", run.bootstrap()),
                Stream.of(options))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }
}
