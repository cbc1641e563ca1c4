package io.millrace.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Evaluation;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ModelCardFormat;
import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrainerTest {
  private static final DayRange FIRST_WEEK = days(1, 7);
  private static final DayRange LAST_DAYS = days(8, 10);
  private static final TrainingPlan PLAN =
      new TrainingPlan("card-fraud", FIRST_WEEK, LAST_DAYS, XgboostParameters.DEFAULTS);

  @TempDir private static Path folder;
  private static FeatureTable table;
  private static TrainedModel model;

  private static final ModelTrainer TRAINER =
      new ModelTrainer(OnnxRuntimeModel::new, "millrace test");

  @BeforeAll
  static void train() throws IOException {
    table = SyntheticFraud.table(folder);
    model = TRAINER.train(table, PLAN);
  }

  @Test
  void ranksUnseenDaysFarAboveChance() {
    Evaluation holdout = model.card().evaluations().getLast();

    assertThat(holdout.on()).isEqualTo(Evaluation.HOLDOUT);
    assertThat(holdout.data().from()).isEqualTo(LAST_DAYS.from());
    assertThat(holdout.data().to()).isEqualTo(LAST_DAYS.to());
    assertThat(holdout.data().rows()).isEqualTo(3 * SyntheticFraud.ROWS_PER_DAY);
    double shareOfPositives = (double) holdout.data().positives() / holdout.data().rows();
    assertThat(holdout.metrics().get("auc_roc")).isGreaterThan(0.75);
    assertThat(holdout.metrics().get("average_precision")).isGreaterThan(2 * shareOfPositives);
  }

  @Test
  void theSameDataAndPlanGiveTheSameBytes(@TempDir Path first, @TempDir Path second)
      throws IOException {
    model.writeTo(first);

    TRAINER.train(FeatureTable.read(folder.resolve("features.csv")), PLAN).writeTo(second);

    for (String file : List.of("model.onnx", "model.json")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void everyRowOfTheExportIsCheckedAgainstXgboost() {
    assertThat(model.rowsChecked()).isEqualTo(table.rows());
    assertThat(model.maxDifference()).isLessThan(1e-6f);
  }

  @Test
  void theWrittenCardTellsWhatTheModelIsAndWhatMadeIt(@TempDir Path output) throws IOException {
    model.writeTo(output);

    ModelCard card =
        JsonInput.read(Files.readAllBytes(output.resolve("model.json")), new ModelCardFormat());

    assertThat(card).isEqualTo(model.card());
    assertThat(card.model().name()).isEqualTo("card-fraud");
    assertThat(card.model().sha256())
        .isEqualTo(Sha256.of(Files.readAllBytes(output.resolve("model.onnx"))));
    assertThat(card.features()).containsExactly("amount", "risk", "noise");
    ModelCard.Provenance provenance = requireNonNull(card.provenance());
    assertThat(provenance.madeBy()).isEqualTo("millrace test");
    assertThat(provenance.parameters()).containsEntry("seed", "42");
    assertThat(provenance.data().rows()).isEqualTo(7 * SyntheticFraud.ROWS_PER_DAY);
    assertThat(provenance.data().sha256())
        .isEqualTo(Sha256.of(Files.readAllBytes(folder.resolve("features.csv"))));
  }

  @Test
  void theExportGivesTheGoldenAnswers() {
    List<ModelCard.GoldenVector> golden = model.card().golden();

    float[][] rows = new float[golden.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = inputs(golden.get(i));
    }
    float[] scores;
    try (ScoringModel exported = new OnnxRuntimeModel(model.onnx())) {
      scores = exported.score(rows);
    }

    assertThat(golden).hasSizeGreaterThanOrEqualTo(8);
    for (int i = 0; i < scores.length; i++) {
      assertThat((double) scores[i]).isCloseTo(expectedScore(golden.get(i)), within(1e-5));
    }
    assertThat(expectedScore(golden.getLast()) - expectedScore(golden.getFirst()))
        .isGreaterThan(0.3);
  }

  @Test
  void theReferenceQuantilesRunFromTheLeastToTheGreatestValue() {
    ModelCard.Quantiles quantiles = requireNonNull(model.card().quantiles());

    assertThat(quantiles.features().keySet()).containsExactly("amount", "risk", "noise");
    assertThat(quantiles.features().get("risk")).hasSize(21).isSorted();
    assertThat(quantiles.outputs().get("score")).hasSize(21).isSorted();
    assertThat(
            ReferenceQuantiles.quantiles(
                new float[] {Float.NaN, 3, 1, 2}, new float[] {1, 1, 1, 1}))
        .startsWith(1.0)
        .contains(2.0)
        .endsWith(3.0);
    assertThat(ReferenceQuantiles.quantiles(new float[] {Float.NaN}, new float[] {1})).isEmpty();
  }

  @Test
  void aRowThatStandsForSeveralCountsAsThese() {
    Random random = new Random(4);
    float[] values = new float[50];
    float[] weights = new float[50];
    List<Float> each = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(20);
      weights[i] = 1 + random.nextInt(5);
      for (int time = 0; time < weights[i]; time++) {
        each.add(values[i]);
      }
    }
    float[] all = new float[each.size()];
    float[] ones = new float[each.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = each.get(i);
      ones[i] = 1;
    }

    List<Double> weighted = ReferenceQuantiles.quantiles(values, weights);

    assertThat(weighted).isEqualTo(ReferenceQuantiles.quantiles(all, ones));
  }

  private static float[] inputs(ModelCard.GoldenVector vector) {
    List<String> names = List.of("amount", "risk", "noise");
    float[] inputs = new float[names.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] =
          vector.features().get(names.get(i)) instanceof FeatureValue.Scalar(double value)
              ? (float) value
              : Float.NaN;
    }
    return inputs;
  }

  private static double expectedScore(ModelCard.GoldenVector vector) {
    return ((FeatureValue.Scalar) requireNonNull(vector.outputs().get("score"))).value();
  }

  private static DayRange days(int from, int to) {
    return new DayRange(LocalDate.of(2018, 6, from), LocalDate.of(2018, 6, to));
  }
}
