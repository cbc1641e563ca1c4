package io.millrace.trainer;

import io.millrace.trainer.EvaluationPlan.KnownPositives;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges a model, whatever made it, on labelled rows.
public final class ModelEvaluator {
  /// How many entities inspectors look at in a day.
  public static final int INSPECTED_PER_DAY = 100;

  private ModelEvaluator() {}

  /// Scores the rows of the plan and measures; throws a [TrainerFailure] where there are none.
  public static EvaluationReport evaluate(
      FeatureTable table, ScoringModel model, EvaluationPlan plan) {
    KnownPositives known = plan.known();
    Examples test = without(known, table.examples(plan.days()));
    if (known != null && test.size() == 0) {
      throw new TrainerFailure(
          "every row on %s belongs to a %s known before: nothing is left to judge the model on"
              .formatted(plan.days(), known.entity()));
    }
    return report(test, BatchScoring.score(model, test));
  }

  /// How well these scores of a test, which has rows, rank it.
  static EvaluationReport report(Examples test, float[] scores) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.putAll(Ranking.of(scores, test.truth()).metrics());
    List<String> entities = test.table().entities();
    for (int column = 0; column < entities.size(); column++) {
      metrics.put(
          entities.get(column) + "_precision_at_" + INSPECTED_PER_DAY,
          DailyInspection.of(test, scores, column).precision(INSPECTED_PER_DAY));
    }
    return new EvaluationReport(test.size(), test.positives(), metrics);
  }

  /// The labelled rows that a plan judges a model on; none where there are none.
  static Examples test(FeatureTable table, EvaluationPlan plan) {
    return without(plan.known(), table.labelled(plan.days()));
  }

  private static Examples without(@Nullable KnownPositives known, Examples all) {
    if (known == null) {
      return all;
    }
    int column = all.table().entityColumn(known.entity());
    Map<Integer, Integer> firstPositives = firstPositives(all.table(), column, known);
    return all.without(i -> {
      Integer day = firstPositives.get(all.entity(column, i));
      return day != null && day + known.delayDays() < all.day(i);
    });
  }

  /// The day of each entity's first positive that counts.
  private static Map<Integer, Integer> firstPositives(
      FeatureTable table, int column, KnownPositives known) {
    Map<Integer, Integer> days = new HashMap<>();
    TableColumns columns = table.columns();
    for (int row = 0; row < columns.rows(); row++) {
      if (columns.label(row) == 1 && columns.day(row) >= known.from().toEpochDay()) {
        days.merge(columns.entity(column, row), columns.day(row), Math::min);
      }
    }
    return days;
  }
}
