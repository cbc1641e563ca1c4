package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreBucketsTest {
  private static final double[] OF_PROBABILITIES = ScoreBuckets.of(null, List.of());

  @Test
  void aScoreIsTakenForAProbability() {
    assertThat(OF_PROBABILITIES).startsWith(0.001).endsWith(0.99, 1).isSorted();
    assertThat(ScoreBuckets.of(new ScoreRange(0, 1), List.of())).isEqualTo(OF_PROBABILITIES);
    assertThat(ScoreBuckets.of(null, List.of(0.0, 0.01, 0.7))).isEqualTo(OF_PROBABILITIES);
  }

  @Test
  void goesByTheRangeOfTheDefinition() {
    assertThat(ScoreBuckets.of(new ScoreRange(100, 1_000), List.of(0.0, 0.7)))
        .isEqualTo(ScoreBuckets.of(null, List.of(100.0, 1_000.0)))
        .startsWith(175, 250)
        .endsWith(1_000)
        .isSorted();
  }

  @Test
  void goesByTheCardWhereTheRangeIsOpen() {
    ScoreRange open = new ScoreRange(0, Double.POSITIVE_INFINITY);

    assertThat(ScoreBuckets.of(open, List.of(-20.0, 3.0, 36.0))).startsWith(3, 6).endsWith(36);
  }

  @Test
  void hasNoBoundThatNoScoreCouldReach() {
    assertThat(ScoreBuckets.of(new ScoreRange(-5, -1), List.of())).isEqualTo(OF_PROBABILITIES);
  }
}
