package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreComparisonTest {
  private static final int ROWS = 4_000;

  @Test
  void isSureOfAModelThatIsBetter() {
    ScoreComparison comparison = ScoreComparison.of(rows(1, 0.5, 1.5), 0.9, 7);

    assertThat(comparison.difference()).isGreaterThan(0.1);
    assertThat(comparison.atLeast(0.99)).isPositive();
    assertThat(comparison.atMost(0.99)).isGreaterThan(comparison.difference());
  }

  @Test
  void isSureOfAModelThatIsWorse() {
    ScoreComparison comparison = ScoreComparison.of(rows(1, 1.5, 0.5), 0.9, 7);

    assertThat(comparison.atMost(0.99)).isNegative();
  }

  @Test
  void isRarelySureOfModelsThatAreAlike() {
    int sure = 0;
    for (int seed = 0; seed < 100; seed++) {
      sure += ScoreComparison.of(rows(seed, 1, 1), 0.9, seed).atLeast(0.9) > 0 ? 1 : 0;
    }

    assertThat(sure).isBetween(2, 20);
  }

  @Test
  void saysNothingOfAModelAndItself() {
    ScoreComparison.Rows rows = rows(1, 1, 1);

    ScoreComparison comparison =
        ScoreComparison.of(
            new ScoreComparison.Rows(
                rows.champion(), rows.champion(), rows.labels(), rows.weights(), rows.entities()),
            0.9,
            7);

    assertThat(comparison.difference()).isZero();
    assertThat(comparison.atLeast(0.9)).isZero();
    assertThat(comparison.atMost(0.9)).isZero();
  }

  @Test
  void isLessSureWhereAllEvidenceIsOfFewEntities() {
    ScoreComparison.Rows alone = rows(1, 0.8, 1.1);
    int[] few = new int[ROWS];
    Arrays.setAll(few, i -> i % 10);

    ScoreComparison ofMany = ScoreComparison.of(alone, 0.9, 7);
    ScoreComparison ofFew =
        ScoreComparison.of(
            new ScoreComparison.Rows(
                alone.champion(), alone.candidate(), alone.labels(), alone.weights(), few),
            0.9,
            7);

    assertThat(ofFew.difference()).isEqualTo(ofMany.difference());
    assertThat(ofFew.atMost(0.9) - ofFew.atLeast(0.9)).isPositive();
  }

  @Test
  void givesTheSameForTheSameRowsAndSeed() {
    ScoreComparison once = ScoreComparison.of(rows(3, 1, 1.2), 0.9, 7);
    ScoreComparison again = ScoreComparison.of(rows(3, 1, 1.2), 0.9, 7);

    assertThat(again.atLeast(0.9)).isEqualTo(once.atLeast(0.9));
  }

  /// Rows whose positives stand out by so much in the scores of each model, over noise.
  private static ScoreComparison.Rows rows(long seed, double champion, double candidate) {
    Random random = new Random(seed);
    ScoreComparison.Rows rows =
        new ScoreComparison.Rows(
            new float[ROWS], new float[ROWS], new boolean[ROWS], new double[ROWS], new int[ROWS]);
    for (int i = 0; i < ROWS; i++) {
      boolean positive = i % 20 == 0;
      rows.labels()[i] = positive;
      rows.weights()[i] = positive ? 1 : 5;
      rows.entities()[i] = i / 2;
      rows.champion()[i] = (float) (random.nextGaussian() + (positive ? champion : 0));
      rows.candidate()[i] = (float) (random.nextGaussian() + (positive ? candidate : 0));
    }
    return rows;
  }
}
