package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.EvaluationPlan.KnownPositives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelEvaluatorTest {
  @TempDir private Path folder;

  @Test
  void dropsTheEventsOfEntitiesKnownBeforeTheDay() throws IOException {
    FeatureTable table =
        table(
            """
            0,2018-06-01T10:00:00Z,0.9,1,early
            1,2018-06-02T10:00:00Z,0.9,1,known
            2,2018-06-03T10:00:00Z,0.9,1,later
            3,2018-06-10T10:00:00Z,0.3,0,early
            4,2018-06-10T10:00:00Z,0.8,1,known
            5,2018-06-10T11:00:00Z,0.2,1,later
            6,2018-06-11T10:00:00Z,0.4,0,later
            7,2018-06-11T10:00:00Z,0.1,0,clean
            """);
    KnownPositives known = new KnownPositives("card", day(2), 7);

    EvaluationReport all = evaluate(table, new EvaluationPlan(days(10, 11), null));
    EvaluationReport unknown = evaluate(table, new EvaluationPlan(days(10, 11), known));

    assertThat(all.rows()).isEqualTo(5);
    assertThat(all.positives()).isEqualTo(2);
    assertThat(unknown.rows()).isEqualTo(3);
    assertThat(unknown.positives()).isEqualTo(1);
    assertThat(unknown.metrics()).containsEntry("auc_roc", 0.5);
  }

  @Test
  void inspectsTheMostSuspiciousOfEachDayAndNoneAgainThatIsFound() throws IOException {
    FeatureTable table =
        table(
            """
            1,2018-06-01T10:00:00Z,0.9,0,a
            2,2018-06-01T11:00:00Z,0.1,1,a
            3,2018-06-01T12:00:00Z,0.5,0,b
            4,2018-06-01T13:00:00Z,0.2,1,c
            5,2018-06-02T10:00:00Z,0.9,1,a
            6,2018-06-02T11:00:00Z,0.5,1,b
            7,2018-06-02T12:00:00Z,0.4,1,c
            8,2018-06-02T12:00:00Z,0.3,1,d
            """);
    Examples examples = table.examples(days(1, 2));
    float[] scores = examples.values();

    DailyInspection inspection = DailyInspection.of(examples, scores, 0);

    assertThat(inspection.precision(2)).isCloseTo((1 / 2.0 + 2 / 2.0) / 2, within(1e-12));
    assertThat(inspection.precision(10)).isCloseTo((2 / 10.0 + 2 / 10.0) / 2, within(1e-12));
  }

  @Test
  void reportsAnInspectionForEachEntity() throws IOException {
    FeatureTable table = table("1,2018-06-01T10:00:00Z,0.9,1,a\n2,2018-06-01T10:00:00Z,0.1,0,b\n");

    EvaluationReport report = evaluate(table, new EvaluationPlan(days(1, 1), null));

    assertThat(report.metrics())
        .containsOnlyKeys("auc_roc", "average_precision", "card_precision_at_100")
        .containsEntry("auc_roc", 1.0)
        .containsEntry("card_precision_at_100", 0.01);
  }

  @Test
  void anUnknownEntityOrATestOfNothingIsRefused() throws IOException {
    FeatureTable table = table("1,2018-06-01T10:00:00Z,0.9,1,a\n2,2018-06-10T10:00:00Z,0.9,1,a\n");

    assertThatThrownBy(() ->
            evaluate(
                table, new EvaluationPlan(days(10, 10), new KnownPositives("cart", day(1), 7))))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("no entity 'cart': it has [card]");
    assertThatThrownBy(() ->
            evaluate(
                table, new EvaluationPlan(days(10, 10), new KnownPositives("card", day(1), 7))))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("nothing is left");
  }

  private static EvaluationReport evaluate(FeatureTable table, EvaluationPlan plan) {
    return ModelEvaluator.evaluate(table, new FirstFeature(), plan);
  }

  private FeatureTable table(String rows) throws IOException {
    String csv = "event_id,event_time,suspicion,label,card\n" + rows;
    return FeatureTable.read(Files.writeString(folder.resolve("features.csv"), csv));
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2018, 6, day);
  }

  private static DayRange days(int from, int to) {
    return new DayRange(day(from), day(to));
  }

  /// A model that believes its first feature.
  private record FirstFeature() implements ScoringModel {
    @Override
    public float[] score(float[][] rows) {
      float[] scores = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        scores[i] = rows[i][0];
      }
      return scores;
    }

    @Override
    public void close() {}
  }
}
