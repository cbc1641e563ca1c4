package io.millrace.cli.learning;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What happens in the life of a first model, in order, and to the one after it.
public final class Happenings {
  static final Gate BETTER = new Gate("average_precision", true, "0.71 against 0.68");
  static final Gate WORSE = new Gate("average_precision", false, "0.61 against 0.68");

  public static final LearningEvent STARTED =
      new TrainingStarted(1, day(10), Trigger.FIRST, 0, 500);
  public static final LearningEvent PUBLISHED =
      new Published(
          1, day(10), 4, new TreeMap<>(Map.of("auc_roc", 0.91, "average_precision", 0.683)));
  public static final LearningEvent SHADOWED = new Shadowed(1, day(10), 4, 9);
  public static final LearningEvent PASSED = new Judged(1, day(17), 4, List.of(BETTER));
  public static final LearningEvent PROMOTED = new Promoted(1, day(17), 4, 0, 10);
  static final LearningEvent CONFIRMED = new Confirmed(1, day(24), 4, List.of(BETTER));
  static final LearningEvent ROLLED_BACK = new RolledBack(1, day(20), 4, 0, List.of(WORSE));

  private static final ModelDefinition MODEL =
      new ModelDefinition(
          Path.of("model.onnx"),
          List.of("amount"),
          Map.of(),
          Map.of("score", new ModelOutput("score", 0)),
          null,
          null,
          Withdrawal.among(Withdrawal.DEFAULT_OF),
          null);

  private Happenings() {}

  static LearningEvent ordered(Order order, String reason) {
    return new Ordered(day(12), order, reason);
  }

  static LearningLog log(LearningEvent... events) {
    return LearningLog.of(List.of(events));
  }

  static LearningDefinition learning(boolean approval) {
    return new LearningDefinition(
        MODEL,
        Duration.ofDays(7),
        Duration.ofDays(28),
        1,
        Set.of(),
        0,
        new Training(
            new Triggers(Duration.ofDays(7), 100, 50, 0.25, 0.05), 250_000, Boosting.DEFAULT),
        new Promotion(Duration.ofDays(7), 0, 0.9, 0.25, approval),
        Evaluation.DEFAULT);
  }

  static Instant day(int day) {
    return Instant.parse("2018-04-01T00:00:00Z").plus(Duration.ofDays(day));
  }
}
