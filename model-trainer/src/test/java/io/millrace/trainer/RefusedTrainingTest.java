package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the trainer makes no model of.
class RefusedTrainingTest {
  private static final TrainingPlan PLAN = plan(days(1, 7), days(8, 10));
  private static final ModelTrainer TRAINER = new ModelTrainer(OnnxRuntimeModel::new, "test");

  @TempDir private static Path folder;
  private static FeatureTable table;

  @BeforeAll
  static void readTable() throws IOException {
    table = SyntheticFraud.table(folder);
  }

  @Test
  void anExportThatAnswersOtherwiseIsRefused() {
    ModelTrainer trainer =
        new ModelTrainer(onnx -> new Shifted(new OnnxRuntimeModel(onnx), 0.001f), "test");

    assertThatThrownBy(() -> trainer.train(table, PLAN))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("differs")
        .hasMessageContaining("5000 rows");
  }

  @Test
  void anExportThatAnswersNaNIsRefused() {
    ModelTrainer trainer =
        new ModelTrainer(onnx -> new Shifted(new OnnxRuntimeModel(onnx), Float.NaN), "test");

    assertThatThrownBy(() -> trainer.train(table, PLAN))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("differs");
  }

  @Test
  void daysWithoutRowsOrWithOneKindOfLabelAreRefused() {
    DayRange july = new DayRange(LocalDate.of(2018, 7, 1), LocalDate.of(2018, 7, 2));

    assertThatThrownBy(() -> TRAINER.train(table, plan(july, null)))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("no labelled row on 2018-07-01 to 2018-07-02")
        .hasMessageContaining("2018-06-01 to 2018-06-10");
  }

  @Test
  void labelsOfOneKindAreRefused(@TempDir Path other) throws IOException {
    Path file =
        Files.writeString(
            other.resolve("quiet.csv"),
            """
            event_id,event_time,amount,label
            1,2018-06-01T10:00:00Z,5.0,0
            2,2018-06-01T11:00:00Z,6.0,0
            """);

    assertThatThrownBy(() -> TRAINER.train(FeatureTable.read(file), plan(days(1, 1), null)))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("0 of the 2 labelled rows on 2018-06-01 are positive");
  }

  @Test
  void aHoldoutThatIsNotLaterThanTrainingIsRefused() {
    assertThatThrownBy(() -> plan(days(1, 7), days(7, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("later days");
  }

  private static TrainingPlan plan(DayRange days, @Nullable DayRange holdout) {
    return new TrainingPlan("m", days, holdout, XgboostParameters.DEFAULTS);
  }

  private static DayRange days(int from, int to) {
    return new DayRange(LocalDate.of(2018, 6, from), LocalDate.of(2018, 6, to));
  }

  /// A runtime that is off by a constant.
  private record Shifted(ScoringModel model, float shift) implements ScoringModel {
    @Override
    public float[] score(float[][] rows) {
      float[] scores = model.score(rows);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += shift;
      }
      return scores;
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
