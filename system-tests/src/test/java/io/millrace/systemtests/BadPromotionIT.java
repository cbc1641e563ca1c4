package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Somebody has a candidate take over that is worse than what is in charge: the watch takes it out
/// of charge again, and says why.
class BadPromotionIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int A_DAY = 600;

  @Test
  void isRolledBackWithItsEvidence() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineCopy pipeline = PipelineCopy.of(CARD_FRAUD, data.resolve("pipeline"));
    pipeline.edit("maturity: 7d", "maturity: 2d");
    pipeline.edit("negatives: 0.2", "negatives: 1");
    pipeline.edit(
        "train: {every: 7d, trees: 100}", "train: {every: 60d, trees: 1, depth: 1, positives: 20}");
    pipeline.edit("shadow: 3d", "shadow: 10d");
    try (LocalRun run = LocalRun.of(pipeline, data.resolve("run"), Layout.separate)) {
      List<PastEvent> events = Transactions.of(run.definition(), 0, 14 * A_DAY);
      run.decideEachOnce(events.subList(0, 6 * A_DAY).iterator());
      await(run, Shadowed.class);

      learning(run, pipeline, "promote", "--reason", "it will be fine");
      Promoted promoted = await(run, Promoted.class);
      run.decideEachOnce(events.subList(6 * A_DAY, events.size()).iterator());

      RolledBack rolledBack = await(run, RolledBack.class);
      assertThat(rolledBack.release()).isEqualTo(promoted.release());
      assertThat(rolledBack.to()).isEqualTo(promoted.previous());
      assertThat(rolledBack.gates())
          .singleElement()
          .matches(gate -> !gate.passed(), "has failed")
          .extracting(Gate::evidence)
          .asString()
          .contains("the release before would have");
      assertThat(learning(run, pipeline, "log"))
          .contains("release 1 is worse than what it took over from: the folder is in charge again")
          .contains("the release before would have");
      assertThat(learning(run, pipeline, "status")).contains("in charge  the folder");
    }
  }

  private static <T extends LearningEvent> T await(LocalRun run, Class<T> kind) {
    Await.until(
        PATIENCE,
        () -> !LearningDrill.of(kind, LearningDrill.learned(run)).isEmpty(),
        () -> "not there yet; so far: " + LearningDrill.learned(run));
    return LearningDrill.of(kind, LearningDrill.learned(run)).getFirst();
  }

  private static String learning(LocalRun run, PipelineCopy pipeline, String... words)
      throws Exception {
    CommandProcess command =
        CommandProcess.on(
            run,
            pipeline,
            Stream.concat(Stream.of("learning"), Stream.of(words)).toArray(String[]::new));
    assertThat(command.exitCode()).as(command.text()).isZero();
    return command.text();
  }
}
