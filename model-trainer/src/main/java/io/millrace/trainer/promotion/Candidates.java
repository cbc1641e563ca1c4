package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Evaluation;
import io.millrace.contracts.ModelCard.Offsets;
import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.FeatureTable;
import io.millrace.trainer.ModelTrainer;
import io.millrace.trainer.TrainedModel;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.TrainingPlan;
import io.millrace.trainer.XgboostParameters;
import io.millrace.trainer.XgboostParameters.Splits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes releases of what there is to learn from.
final class Candidates {
  private static final Logger LOG = LoggerFactory.getLogger(Candidates.class);

  /// The newest days say how many trees are worth having; with fewer days than this none is spared.
  private static final int FEWEST_DAYS = 6;

  private static final int HELD_OUT = 2;

  private final String pipeline;
  private final String topic;
  private final ModelTrainer trainer;
  private final Boosting boosting;
  private final Registry registry;

  /// @param topic that the examples come from
  Candidates(
      String pipeline, String topic, ModelTrainer trainer, Boosting boosting, Registry registry) {
    this.pipeline = pipeline;
    this.topic = topic;
    this.trainer = trainer;
    this.boosting = boosting;
    this.registry = registry;
  }

  /// Trains and publishes, unless that was done and nobody came to say so.
  LearningEvent train(Stage.Training stage, ExampleWindow window) {
    Instant at = window.newest();
    try {
      int release = registry.ofRun(stage.run()).orElseGet(() -> publish(stage, window));
      return new Published(stage.run(), at, release, metrics(release));
    } catch (TrainerFailure | IllegalArgumentException | IllegalStateException e) {
      LOG.warn("run {} makes no model: {}", stage.run(), e.getMessage());
      return new TrainingFailed(stage.run(), at, String.valueOf(e.getMessage()));
    }
  }

  private int publish(Stage.Training stage, ExampleWindow window) {
    FeatureTable table = window.table(topic, new Offsets(stage.from(), stage.to()));
    TrainingPlan plan = plan(table);
    TrainedModel model = BackgroundPriority.call("train", () -> trainer.train(table, plan));
    LOG.info("run {}: trained on {} examples", stage.run(), table.rows());
    return registry.publish(
        stage.run(),
        "trained on %d examples up to %s".formatted(table.rows(), window.newest()),
        model);
  }

  private TrainingPlan plan(FeatureTable table) {
    DayRange days = table.days();
    LocalDate split = days.to().minusDays(HELD_OUT);
    boolean hasHoldout = !days.from().plusDays(FEWEST_DAYS - 1L).isAfter(days.to());
    return new TrainingPlan(
        pipeline,
        hasHoldout ? new DayRange(days.from(), split) : days,
        hasHoldout ? new DayRange(split.plusDays(1), days.to()) : null,
        new XgboostParameters(
            boosting.trees(),
            boosting.learningRate(),
            boosting.depth(),
            boosting.seed(),
            boosting.positiveWeight(),
            Splits.FINE_BINS),
        true);
  }

  /// How the model did on the newest days, or where none were spared on those of its training.
  private Map<String, Double> metrics(int release) {
    List<Evaluation> evaluations =
        registry.card(release).map(ModelCard::evaluations).orElse(List.of());
    return evaluations.isEmpty() ? Map.of() : evaluations.getLast().metrics();
  }
}
