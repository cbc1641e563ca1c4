package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
          .contains("\"changes\":[]");
      assertThat(backtest(run, "--policy", strict + "/pipeline.yaml", "--json").text())
          .contains("\"compared\":300,")
          .containsPattern("\"from\":\"APPROVE\",\"to\":\"REVIEW\",\"events\":[1-9]");
      assertThat(backtest(run, "--policy", strict.toString(), "--amount", "amount").text())
          .containsPattern("APPROVE +REVIEW +\\d+ +amount \\d");
      assertThat(backtest(run, "--release", "0", "--to", "2017-12-31").text())
          .contains("nothing to compare: card-fraud.predictions has no prediction of these days");
      assertThat(backtest(run, "--release", "0", "--amount", "amuont").text())
          .contains("--amount amuont: events have no such field");
    }
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
