package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void roundsTheExactSumOnce(long seed) {
    Random random = new Random(seed);
    ExactSum sum = new ExactSum();

    for (int round = 0; round < 20_000; round++) {
      sum.clear();
      BigDecimal exact = BigDecimal.ZERO;
      int count = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        double value = anyDouble(random, round);
        sum.add(value);
        exact = exact.add(new BigDecimal(value));
      }
      assertThat(sum.rounded()).isEqualTo(exact.doubleValue());
      assertThat(sum.rounded()).as("again").isEqualTo(exact.doubleValue());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11})
  void isTheSameInWhateverPartsItIsWritten(long seed) {
    Random random = new Random(seed);
    ExactSum whole = new ExactSum();
    ExactSum part = new ExactSum();
    ByteBuffer parts = ByteBuffer.allocate(21 * ExactSum.MAX_BYTES);

    for (int round = 0; round < 5_000; round++) {
      whole.clear();
      parts.clear();
      int count = random.nextInt(21);
      for (int i = 0; i < count; i++) {
        part.clear();
        for (int left = random.nextInt(4); left > 0; left--) {
          double value = anyDouble(random, round);
          part.add(value);
          whole.add(value);
        }
        part.write(parts);
      }
      parts.flip();
      part.clear();
      for (int i = 0; i < count; i++) {
        ExactSum.skip(parts.mark());
        parts.reset();
        part.merge(parts);
      }
      assertThat(parts.hasRemaining()).isFalse();
      assertThat(part.rounded()).isEqualTo(whole.rounded());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void rootsTheExactDeviation(long seed) {
    Random random = new Random(seed);
    ExactSum sum = new ExactSum();
    ExactSum squares = new ExactSum();

    for (int round = 0; round < 5_000; round++) {
      sum.clear();
      squares.clear();
      BigDecimal exact = BigDecimal.ZERO;
      BigDecimal exactSquares = BigDecimal.ZERO;
      int count = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        double value = 1e6 + random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
        sum.add(value);
        squares.addSquare(value);
        exact = exact.add(new BigDecimal(value));
        exactSquares = exactSquares.add(new BigDecimal(value).pow(2));
      }
      BigDecimal difference =
          exactSquares.multiply(BigDecimal.valueOf(count)).subtract(exact.pow(2));
      assertThat(ExactSum.standardDeviation(sum, squares, count))
          .isEqualTo(Math.sqrt(difference.doubleValue()) / count);
    }
  }

  @Test
  void survivesSumsBeyondTheDoubles() {
    ExactSum sum = new ExactSum();

    sum.add(Double.MAX_VALUE);
    sum.add(Double.MAX_VALUE);
    double beyond = sum.rounded();
    double mean = sum.mean(2);
    sum.add(-Double.MAX_VALUE);

    assertThat(beyond).isInfinite();
    assertThat(mean).isEqualTo(Double.MAX_VALUE);
    assertThat(sum.rounded()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void deviatesBeyondAndBelowTheSquaresOfDoubles() {
    assertThat(deviation(1e300, -1e300)).isEqualTo(1e300);
    assertThat(deviation(3e-300, 1e-300))
        .isCloseTo(1e-300, org.assertj.core.data.Percentage.withPercentage(1e-13));
    assertThat(deviation(Double.MIN_VALUE, 3 * Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(deviation(0.1, 0.1, 0.1)).isZero();
  }

  @Test
  void roundsTiesToEvenAndSeesWhatLiesFarBelow() {
    ExactSum sum = new ExactSum();

    sum.add(1);
    sum.add(Math.ulp(1.0) / 2);
    double tie = sum.rounded();
    sum.add(Double.MIN_VALUE);

    assertThat(tie).isEqualTo(1);
    assertThat(sum.rounded()).isEqualTo(Math.nextUp(1.0));
  }

  private static double deviation(double... values) {
    ExactSum sum = new ExactSum();
    ExactSum squares = new ExactSum();
    for (double value : values) {
      sum.add(value);
      squares.addSquare(value);
    }
    return ExactSum.standardDeviation(sum, squares, values.length);
  }

  /// Money, numbers of every size that mostly cancel, and numbers at the lower end.
  private static double anyDouble(Random random, int round) {
    return switch (round % 4) {
      case 0 -> Math.round(random.nextDouble() * 1e5) / 100.0;
      case 1 -> finite(random);
      case 2 -> random.nextInt(-3, 4) * Math.scalb(1.0, random.nextInt(-60, 61));
      default -> random.nextInt(-5, 6) * Double.MIN_VALUE * (1L << random.nextInt(60));
    };
  }

  private static double finite(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : 1;
  }
}
