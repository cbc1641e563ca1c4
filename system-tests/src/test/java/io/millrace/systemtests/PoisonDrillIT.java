package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One of those who report frauds says the contrary of the truth in three of ten cases: what is
/// learned from that is worse, and does not take over.
class PoisonDrillIT {
  private static final Instant POISONED = Instant.parse("2018-04-19T00:00:00Z");

  @Test
  void aModelThatHasLearnedFromWrongReportsIsRefused() throws Exception {
    LearningDrill drill = LearningDrill.in(RunFolder.empty(getClass()));
    drill.pipeline().edit("  label: fraud\n", "  label: fraud\n  reporter: reported_by\n");
    drill.pipeline().edit("span: 28d", "span: 7d");
    drill.pipeline().edit("negatives: 0.2", "negatives: 1");
    drill
        .pipeline()
        .edit("train: {every: 7d, trees: 100}", "train: {every: 9d, trees: 50, positives: 280}");

    drill.run(32, "--seed=1", "--wrong-reports=0.3", "--wrong-from=2018-04-19");

    try (LocalRun run = drill.goOn()) {
      List<LearningEvent> events = LearningDrill.learned(run);
      assertThat(LearningDrill.of(Promoted.class, events))
          .hasSize(1)
          .allMatch(promoted -> promoted.at().isBefore(POISONED));
      Dropped dropped = LearningDrill.of(Dropped.class, events).getFirst();
      assertThat(beganAt(dropped.run(), events)).isAfter(POISONED);
      assertThat(dropped.reason()).contains("average_precision");
      Map<String, Gate> gates = gates(dropped.run(), events);
      assertThat(gates.get("average_precision")).matches(gate -> !gate.passed(), "has failed");
      assertThat(gates).containsKeys("reporter bank", "reporter desk");
      LearningDrill.awaitGauge(run, 1);
    }
  }

  private static Instant beganAt(int run, List<LearningEvent> events) {
    return LearningDrill.of(TrainingStarted.class, events).stream()
        .filter(training -> training.run() == run)
        .map(TrainingStarted::at)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Gate> gates(int run, List<LearningEvent> events) {
    return LearningDrill.of(Judged.class, events).stream()
        .filter(judged -> judged.run() == run)
        .flatMap(judged -> judged.gates().stream())
        .collect(Collectors.toMap(Gate::name, gate -> gate));
  }
}
