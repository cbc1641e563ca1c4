package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorIT {
  private static final String PIPELINE = Repository.pipeline("card-fraud").toString();

  @Test
  void findsNothingWrongWithAPipelineThatRuns() throws Exception {
    Path data = RunFolder.empty(getClass());
    try (LocalRun run = LocalRun.withBroker(data)) {
      ReleasesIT.decide(run, 0);
      ReleasesIT.release(run, "publish", PIPELINE);
      ReleasesIT.release(run, "assign", "1", "--pipeline", PIPELINE);

      CommandProcess found = doctor(data, run.bootstrap());

      assertThat(found.exitCode()).as(found.text()).isZero();
      assertThat(found.text())
          .containsPattern("ok +brokers +1 at ")
          .containsPattern("ok +topics +\\d+ are there, as they should be")
          .containsPattern("ok +clock +the last record of raw did not arrive in the future")
          .containsPattern("ok +services +all 8 run")
          .containsPattern("ok +releases +every instance has loaded \\[1]");
    }
  }

  @Test
  void namesTheRemedyOfABrokerWithoutTopics() throws Exception {
    Path data = RunFolder.empty(getClass());
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {

      CommandProcess found = doctor(data, broker.bootstrap());

      assertThat(found.exitCode()).as(found.text()).isOne();
      assertThat(found.text())
          .containsPattern("failed +topics +missing: .*card-fraud.raw.* millrace topics --create")
          .doesNotContain("services");
    }
  }

  @Test
  void namesTheRemedyWhereNoBrokerAnswers() throws Exception {
    CommandProcess found = doctor(RunFolder.empty(getClass()), "localhost:1");

    assertThat(found.exitCode()).as(found.text()).isOne();
    assertThat(found.text()).containsPattern("failed +brokers +none answers at localhost:1: ");
  }

  private static CommandProcess doctor(Path data, String bootstrap) throws Exception {
    return CommandProcess.run(
        "doctor", "--pipeline", PIPELINE, "--bootstrap", bootstrap, "--data", data.toString());
  }
}
