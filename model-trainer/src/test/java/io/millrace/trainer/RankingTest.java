package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void givesTheValuesOfScikitLearnsOwnExample() {
    Ranking ranking =
        Ranking.of(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, new boolean[] {false, false, true, true});

    assertThat(ranking.aucRoc()).hasValue(0.75);
    assertThat(ranking.averagePrecision().orElseThrow()).isCloseTo(0.8333333333, within(1e-9));
  }

  @Test
  void agreesWithTheDefinitionsOnRandomScoresWithTies() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int rows = 2 + random.nextInt(60);
      int levels = 1 + random.nextInt(20);
      float[] scores = new float[rows];
      boolean[] labels = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        scores[i] = (random.nextInt(levels) - levels / 2) * 0.37f;
        labels[i] = random.nextInt(3) == 0;
      }
      labels[0] = true;
      labels[1] = false;

      Ranking ranking = Ranking.of(scores, labels);

      assertThat(ranking.aucRoc().orElseThrow()).isCloseTo(pairs(scores, labels), within(1e-12));
      assertThat(ranking.averagePrecision().orElseThrow())
          .isCloseTo(steps(scores, labels), within(1e-12));
    }
  }

  @Test
  void aRowOfWeightThreeIsAsThreeRows() {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      int rows = 2 + random.nextInt(30);
      float[] scores = new float[rows];
      boolean[] labels = new boolean[rows];
      double[] weights = new double[rows];
      List<Integer> repeated = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        scores[i] = random.nextInt(8) * 0.37f;
        labels[i] = i == 0 || (i > 1 && random.nextBoolean());
        weights[i] = 1 + random.nextInt(3);
        repeated.addAll(Collections.nCopies((int) weights[i], i));
      }
      float[] allScores = new float[repeated.size()];
      boolean[] allLabels = new boolean[repeated.size()];
      for (int i = 0; i < repeated.size(); i++) {
        allScores[i] = scores[repeated.get(i)];
        allLabels[i] = labels[repeated.get(i)];
      }

      Ranking weighted = Ranking.of(scores, labels, weights);

      assertThat(weighted.aucRoc().orElseThrow())
          .isCloseTo(pairs(allScores, allLabels), within(1e-12));
      assertThat(weighted.averagePrecision().orElseThrow())
          .isCloseTo(steps(allScores, allLabels), within(1e-12));
    }
  }

  @Test
  void aPerfectRankingIsOneAndItsReverseZero() {
    float[] scores = {-1f, -0.5f, 0f, 3e38f};

    assertThat(Ranking.of(scores, new boolean[] {false, false, true, true}).metrics())
        .containsEntry("auc_roc", 1.0)
        .containsEntry("average_precision", 1.0);
    assertThat(Ranking.of(scores, new boolean[] {true, true, false, false}).aucRoc()).hasValue(0.0);
  }

  @Test
  void positiveAndNegativeZeroAreOneScore() {
    Ranking ranking = Ranking.of(new float[] {-0.0f, 0.0f}, new boolean[] {false, true});

    assertThat(ranking.aucRoc()).hasValue(0.5);
  }

  @Test
  void aMetricIsMissingWhereTheLabelsDoNotDefineIt() {
    float[] scores = {0.1f, 0.2f};

    assertThat(Ranking.of(scores, new boolean[] {false, false}).metrics()).isEmpty();
    assertThat(Ranking.of(scores, new boolean[] {true, true}).metrics())
        .containsOnlyKeys("average_precision");
  }

  @Test
  void nanIsNoScore() {
    assertThatThrownBy(() -> Ranking.of(new float[] {Float.NaN}, new boolean[] {true}))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("NaN");
  }

  /// The share of pairs in the right order, half for a tie.
  private static double pairs(float[] scores, boolean[] labels) {
    double right = 0;
    int pairs = 0;
    for (int p = 0; p < scores.length; p++) {
      for (int n = 0; n < scores.length; n++) {
        if (labels[p] && !labels[n]) {
          pairs++;
          right += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
        }
      }
    }
    return right / pairs;
  }

  /// The sum of (R_n − R_{n−1}) P_n over the distinct thresholds, from the highest.
  private static double steps(float[] scores, boolean[] labels) {
    double[] thresholds =
        IntStream.range(0, scores.length)
            .mapToDouble(i -> -scores[i])
            .sorted()
            .distinct()
            .toArray();
    long positives = IntStream.range(0, scores.length).filter(i -> labels[i]).count();
    double sum = 0;
    double lastRecall = 0;
    for (double threshold : thresholds) {
      long chosen = IntStream.range(0, scores.length).filter(i -> scores[i] >= -threshold).count();
      long right =
          IntStream.range(0, scores.length)
              .filter(i -> labels[i] && scores[i] >= -threshold)
              .count();
      double recall = (double) right / positives;
      sum += (recall - lastRecall) * right / chosen;
      lastRecall = recall;
    }
    return sum;
  }
}
