package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/// Frauds become others in the midst of a stream: the model in charge misses them, the trainer
/// notices, and a new one takes over.
class DriftDrillIT {
  private static final LocalDate SWITCH = LocalDate.of(2018, 4, 22);

  @Test
  void qualityFallsWithOtherFraudsAndComesBackWithANewModel() throws Exception {
    LearningDrill drill = LearningDrill.in(RunFolder.empty(getClass()));
    drill.pipeline().edit("span: 28d", "span: 14d");
    drill
        .pipeline()
        .edit(
            "train: {every: 7d, trees: 100}",
            "train: {every: 60d, drop: 0.15, trees: 50, positives: 250}");
    drill.pipeline().edit("shadow: 2d}", "shadow: 2d, confidence: 0.8}");

    drill.run(38, "--seed=3", "--switch-on=" + SWITCH);

    try (LocalRun run = drill.goOn()) {
      List<LearningEvent> events = LearningDrill.learned(run);
      List<Promoted> promoted = LearningDrill.of(Promoted.class, events);
      assertThat(promoted).hasSizeGreaterThan(1);
      noticesTheDropAlone(events);
      int before = promoted.getFirst().release();
      int after = promoted.getLast().release();
      assertThat(promoted.getFirst().at()).isBefore(atMidnight(SWITCH));
      assertThat(promoted.getLast().at()).isAfter(atMidnight(SWITCH));
      fallsAndComesBack(LearningDrill.precision(run, before), LearningDrill.precision(run, after));
      LearningDrill.awaitGauge(run, after);
    }
  }

  /// Every training but the first, long before it is time for one.
  private static void noticesTheDropAlone(List<LearningEvent> events) {
    List<TrainingStarted> trainings = LearningDrill.of(TrainingStarted.class, events);
    assertThat(trainings.getFirst().trigger()).isEqualTo(Trigger.FIRST);
    assertThat(trainings.subList(1, trainings.size()))
        .isNotEmpty()
        .allMatch(training -> training.trigger() == Trigger.DROP)
        .allMatch(training -> training.at().isAfter(atMidnight(SWITCH)));
  }

  private static void fallsAndComesBack(
      NavigableMap<LocalDate, Double> ofOld, NavigableMap<LocalDate, Double> ofNew) {
    double best = Collections.max(ofOld.headMap(SWITCH).values());
    double fallen = Collections.min(ofOld.tailMap(SWITCH).values());
    double recovered = ofNew.lastEntry().getValue();
    assertThat(fallen).as("old model: %s", ofOld).isLessThan(best - 0.15);
    assertThat(recovered).as("new model: %s", ofNew).isGreaterThan(fallen + 0.3);
  }

  private static Instant atMidnight(LocalDate day) {
    return Instant.parse(day + "T00:00:00Z");
  }
}
