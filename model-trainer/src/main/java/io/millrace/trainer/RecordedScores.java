package io.millrace.trainer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was said of events at their time, whoever said it, and what they turned out to be: judges
/// all models that were in charge as one.
///
/// An event without a score stands below all that have one, beside the others that have none.
public final class RecordedScores {
  private static final String RECORD = "the record";
  private static final float NO_SCORE = Float.NEGATIVE_INFINITY;

  private final TableColumns columns = new TableColumns(1, 1);
  private final Map<String, Integer> entities = new HashMap<>();
  private final FeatureTable table;
  private final float[] said = new float[1];
  private final int[] entityNumber = new int[1];

  /// @param entity whose known positives a plan may leave out, such as `card`
  public RecordedScores(String entity) {
    TableHeader header = new TableHeader(List.of("score"), List.of(entity));
    table = new FeatureTable(RECORD, RECORD, header, columns);
  }

  /// Adds an event whose truth is known.
  ///
  /// @param epochDay the day on which it happened
  /// @param entityId whom it concerned
  /// @param score what was said of it; NaN for nothing
  public void add(int epochDay, String entityId, float score, boolean isPositive) {
    said[0] = Float.isNaN(score) ? NO_SCORE : score;
    entityNumber[0] = entities.computeIfAbsent(entityId, _ -> entities.size());
    columns.add(epochDay, said, (byte) (isPositive ? 1 : 0), entityNumber);
  }

  /// How well the scores rank the events that a plan leaves; without metrics if it leaves none.
  public EvaluationReport evaluate(EvaluationPlan plan) {
    Examples test = ModelEvaluator.test(table, plan);
    return test.size() == 0
        ? new EvaluationReport(0, 0, Map.of())
        : ModelEvaluator.report(test, scores(test));
  }

  /// How well they rank the events of several plans as one: each leaves out whom it knows, and what
  /// is left is one ranking. Without metrics if nothing is left.
  public EvaluationReport pooled(List<EvaluationPlan> plans) {
    Examples tests =
        Examples.together(plans.stream().map(plan -> ModelEvaluator.test(table, plan)).toList());
    return new EvaluationReport(
        tests.size(), tests.positives(), Ranking.of(scores(tests), tests.truth()).metrics());
  }

  private static float[] scores(Examples test) {
    float[] scores = new float[test.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = test.value(i, 0);
    }
    return scores;
  }
}
