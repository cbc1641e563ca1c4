package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A pipeline that starts without a model, and gets its first one by a release.
class FirstModelIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");

  @ParameterizedTest
  @EnumSource
  void rulesDecideAloneUntilAReleaseBringsTheFirstModel(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass()).resolve(layout.toString());
    PipelineCopy trained = PipelineCopy.of(CARD_FRAUD, data.resolve("trained"));
    trained.edit("  score: score\n", "  score: score\n  deadline: 30s\n");
    PipelineCopy untrained = untrained(trained, data.resolve("untrained"));
    try (LocalRun run = LocalRun.of(untrained, data.resolve("run"), layout)) {
      ReleasesIT.decide(run, 0);
      saysThatThereIsNoModelYet(run, untrained);
      ReleasesIT.release(run, "publish", trained.toString());
      ReleasesIT.release(run, "assign", "0", "--shadow", "1", "--pipeline", untrained.toString());
      ReleasesIT.decide(run, 1);
      tellsOfDrift(run);
      ReleasesIT.release(run, "assign", "1", "--pipeline", untrained.toString());
      ReleasesIT.decide(run, 2);
      ReleasesIT.release(run, "rollback", "--pipeline", untrained.toString());
      ReleasesIT.decide(run, 3);

      Map<String, Prediction> predictions = new HashMap<>();
      ReleasesIT.forEach(run, run.topics().predictions(), predictions::put);
      assertThat(predictions.values())
          .filteredOn(prediction -> prediction.judged().release() == 1)
          .hasSize(300)
          .allMatch(prediction -> prediction.score().isPresent());
      assertThat(predictions.values())
          .filteredOn(prediction -> prediction.judged().release() == 0)
          .hasSize(900)
          .allMatch(prediction -> prediction.score().isEmpty() && !prediction.isDegraded());
      assertThat(predictions.values())
          .filteredOn(prediction -> prediction.shadow() != null)
          .hasSize(600)
          .allSatisfy(FirstModelIT::isScoredInTheShadow);
      ReleasesIT.forEach(run, run.topics().decisions(), (_, decision) -> isOfItsRelease(decision));
      rulesAreBacktestedWithAndWithoutTheModel(run, layout, untrained);
      explainsDecisionsWithoutAScore(run, untrained);
    }
  }

  private static PipelineCopy untrained(PipelineCopy trained, Path folder) throws IOException {
    PipelineCopy untrained = PipelineCopy.of(trained.folder(), folder);
    Files.delete(untrained.file("model.onnx"));
    Files.delete(untrained.file("model.json"));
    return untrained;
  }

  /// After a rollback the folder judges, with the release in its shadow again.
  private static void isScoredInTheShadow(Prediction prediction) {
    Assessment shadow = Objects.requireNonNull(prediction.shadow());
    assertThat(shadow.release()).isEqualTo(1);
    assertThat(shadow.outputs()).containsKey("score");
    assertThat(shadow.fallback()).isNull();
  }

  private static void isOfItsRelease(Decision decision) {
    boolean hasModel = decision.release() == 1;
    assertThat(decision.model() != null).isEqualTo(hasModel);
    assertThat(decision.scores().isEmpty()).isEqualTo(!hasModel);
    if (!hasModel) {
      assertThat(decision.rule()).isIn(3, 5);
    }
  }

  private static void saysThatThereIsNoModelYet(LocalRun run, PipelineCopy untrained)
      throws Exception {
    CommandProcess validated = CommandProcess.run("validate", untrained.toString());
    assertThat(validated.exitCode()).as(validated.text()).isZero();
    assertThat(validated.text())
        .contains("no model yet: the first one is trained from what happens");
    CommandProcess examined = CommandProcess.on(run, untrained, "doctor");
    assertThat(examined.text())
        .contains("there is none yet: the first one is trained from what happens");
  }

  private static void tellsOfDrift(LocalRun run) throws Exception {
    String metrics = String.join("\n", Scrape.of(run.metricsPort()).lines());
    assertThat(metrics)
        .containsPattern("millrace_score_drift\\{[^}]*release=\"1\"")
        .doesNotContainPattern("millrace_score_drift\\{[^}]*release=\"0\"");
  }

  private static void rulesAreBacktestedWithAndWithoutTheModel(
      LocalRun run, Layout layout, PipelineCopy untrained) throws Exception {
    String words = layout.toString();
    assertThat(
            CommandProcess.on(
                    run, untrained, "backtest", "--release", "1", "--layout", words, "--json")
                .text())
        .contains("\"compared\":1200,")
        .contains("\"unknown\":0,\"failed_rules\":0,");
    assertThat(
            CommandProcess.on(
                    run, untrained, "backtest", "--release", "0", "--layout", words, "--json")
                .text())
        .contains("\"compared\":1200,")
        .contains("\"unknown\":0,\"failed_rules\":0,");
  }

  private static void explainsDecisionsWithoutAScore(LocalRun run, PipelineCopy untrained)
      throws Exception {
    String first = Transactions.of(run.definition(), 0, 1).getFirst().id();

    CommandProcess explained = CommandProcess.on(run, untrained, "explain", first);

    assertThat(explained.exitCode()).as(explained.text()).isZero();
    assertThat(explained.text()).contains("score >= 0.90").doesNotContain("degraded:");
  }
}
