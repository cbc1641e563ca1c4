package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxTreesTest {
  private static final float NAN = Float.NaN;
  private static final int FEATURES = 4;

  @Test
  void aValueBelowTheThresholdGoesOneWayAndTheThresholdItselfTheOther() {
    float threshold = 0.1f;
    Tree tree = split(0, threshold, true, -2, 3);

    float[] scores =
        score(
            List.of(tree),
            new float[][] {
              {Math.nextDown(threshold)}, {threshold}, {Math.nextUp(threshold)}, {NAN}
            });

    assertThat(scores)
        .containsExactly(
            new float[] {sigmoid(-2), sigmoid(3), sigmoid(3), sigmoid(-2)}, within(1e-7f));
  }

  @Test
  void aMissingValueGoesWhereItsNodeSays() {
    List<Tree> trees = List.of(split(0, 0, true, 1, -1), split(0, 0, false, 4, -4));

    float[] scores = score(trees, new float[][] {{NAN}});

    assertThat(scores[0]).isCloseTo(sigmoid(1 - 4), within(1e-7f));
  }

  @Test
  void aTreeMayBeASingleLeaf() {
    List<Tree> trees = List.of(new Tree.Leaf(0.5f), split(0, 0, true, 1, -1), new Tree.Leaf(-2));

    float[] scores = score(trees, new float[][] {{-1}, {1}});

    assertThat(scores).containsExactly(new float[] {sigmoid(-0.5), sigmoid(-2.5)}, within(1e-7f));
  }

  @Test
  void allTreesMayBeSingleLeaves() {
    float[] scores = score(List.of(new Tree.Leaf(0.25f)), new float[][] {{0}, {NAN}});

    assertThat(scores).containsExactly(new float[] {sigmoid(0.25), sigmoid(0.25)}, within(1e-7f));
  }

  @Test
  void randomTreesAnswerAsAPlainWalkThroughThemDoes() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<Tree> trees = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(30); i++) {
        trees.add(randomTree(random, random.nextInt(7)));
      }
      float[][] rows = new float[500][FEATURES];
      for (float[] row : rows) {
        for (int i = 0; i < FEATURES; i++) {
          row[i] = randomValue(random);
        }
      }

      float[] scores = score(trees, rows);

      for (int i = 0; i < rows.length; i++) {
        double sum = 0;
        for (Tree tree : trees) {
          sum += walk(tree, rows[i]);
        }
        assertThat(scores[i]).isCloseTo(sigmoid(sum), within(1e-5f));
      }
    }
  }

  @Test
  void theSameTreesGiveTheSameBytes() {
    byte[] first = OnnxTrees.export(List.of(randomTree(new Random(3), 6)), FEATURES);

    byte[] second = OnnxTrees.export(List.of(randomTree(new Random(3), 6)), FEATURES);

    assertThat(second).isEqualTo(first);
  }

  private static float[] score(List<Tree> trees, float[][] rows) {
    try (ScoringModel model = new OnnxRuntimeModel(OnnxTrees.export(trees, rows[0].length))) {
      return model.score(rows);
    }
  }

  private static Tree split(
      int feature, float threshold, boolean missingIsBelow, float below, float others) {
    return new Tree.Split(
        feature, threshold, missingIsBelow, new Tree.Leaf(below), new Tree.Leaf(others));
  }

  private static Tree randomTree(Random random, int depth) {
    return depth == 0
        ? new Tree.Leaf((float) random.nextGaussian() / 10)
        : new Tree.Split(
            random.nextInt(FEATURES),
            randomThreshold(random),
            random.nextBoolean(),
            randomTree(random, depth - 1),
            randomTree(random, random.nextInt(depth)));
  }

  /// Few of them, so that many values stand exactly on one.
  private static float randomThreshold(Random random) {
    return (random.nextInt(9) - 4) * 0.1f;
  }

  private static float randomValue(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> NAN;
      case 1 -> Float.MAX_VALUE;
      case 2 -> -Float.MAX_VALUE;
      case 3 -> Float.MIN_VALUE;
      case 4 -> -0.0f;
      default -> randomThreshold(random);
    };
  }

  private static float walk(Tree tree, float[] row) {
    return switch (tree) {
      case Tree.Leaf(float value) -> value;
      case Tree.Split(
              int feature,
              float threshold,
              boolean missingIsBelow,
              Tree below,
              Tree others) ->
          walk(
              (Float.isNaN(row[feature]) ? missingIsBelow : row[feature] < threshold)
                  ? below
                  : others,
              row);
    };
  }

  private static float sigmoid(double sum) {
    return (float) (1 / (1 + Math.exp(-sum)));
  }
}
