package io.millrace.trainer;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Evaluation;
import io.millrace.contracts.ModelCard.Provenance;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.release.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/// Trains a model from a table, exports it as ONNX, proves the export and writes its card.
///
/// No model leaves it whose export differs from the trained one by more than [#TOLERANCE] in the
/// score of any row of training or holdout. The same table and plan give the same bytes.
public final class ModelTrainer {
  /// How far a score of the export may be from XGBoost's.
  public static final float TOLERANCE = 1e-5f;

  private final ScoringModels runtime;
  private final String madeBy;

  /// A trainer that proves its exports in `runtime`, and signs as `madeBy`, such as `millrace
  /// 0.1.0`.
  public ModelTrainer(ScoringModels runtime, String madeBy) {
    this.runtime = runtime;
    this.madeBy = madeBy;
  }

  /// Trains; throws a [TrainerFailure] where the rows do not suffice, XGBoost cannot run or the
  /// export is not what was trained.
  public TrainedModel train(FeatureTable table, TrainingPlan plan) {
    Examples training = table.examples(plan.days());
    requireBothLabels(training, plan.days());
    Examples holdout = plan.holdout() == null ? null : table.examples(plan.holdout());
    XgboostParameters parameters = plan.parameters();
    if (plan.stopsEarly() && holdout != null) {
      int trees = XgboostTrainer.treesThatHelp(training, holdout, parameters);
      parameters = parameters.withTrees(trees);
    }
    return train(plan.name(), training, holdout, parameters);
  }

  private TrainedModel train(
      String name, Examples training, @Nullable Examples holdout, XgboostParameters parameters) {
    try (XgboostModel model = XgboostTrainer.train(training, parameters)) {
      byte[] onnx = OnnxTrees.export(model.trees(), training.width());
      List<ScoredExamples> scored = new ArrayList<>();
      scored.add(ScoredExamples.of(Evaluation.TRAINING, training, model));
      if (holdout != null) {
        scored.add(ScoredExamples.of(Evaluation.HOLDOUT, holdout, model));
      }
      ExportCheck check = ExportCheck.run(onnx, runtime, scored);
      check.requireWithin(TOLERANCE);
      ModelCard card = card(new ModelRef(name, Sha256.of(onnx)), parameters, scored);
      return new TrainedModel(card, onnx, check.rows(), check.maxDifference());
    } catch (XGBoostError e) {
      throw new TrainerFailure("XGBoost cannot score: " + e.getMessage(), e);
    }
  }

  private ModelCard card(
      ModelRef model, XgboostParameters parameters, List<ScoredExamples> scored) {
    ScoredExamples training = scored.getFirst();
    Examples examples = training.examples();
    return new ModelCard(
        model,
        Map.of(OnnxTrees.INPUT, examples.table().features()),
        List.of(OnnxTrees.OUTPUT),
        new Provenance(madeBy, parameters(parameters), examples.dataset()),
        scored.stream().map(ScoredExamples::evaluation).toList(),
        GoldenVectors.choose(training),
        ReferenceQuantiles.of(training));
  }

  private static Map<String, String> parameters(XgboostParameters parameters) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("learner", "xgboost");
    texts.put("trees", Integer.toString(parameters.trees()));
    parameters.forXgboost().forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }

  private static void requireBothLabels(Examples examples, DayRange days) {
    int positives = examples.positives();
    if (positives == 0 || positives == examples.size()) {
      throw new TrainerFailure(
          "%d of the %d labelled rows on %s are positive, but a model needs both kinds to learn from: take more days"
              .formatted(positives, examples.size(), days));
    }
  }
}
