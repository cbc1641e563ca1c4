package io.millrace.contracts.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentValuesTest {
  private static final List<Double> EVEN =
      DoubleStream.iterate(0, level -> level + 1).limit(21).boxed().toList();

  @Test
  void saysNothingBeforeAThousandValues() {
    RecentValues recent = recent(EVEN);

    for (int i = 0; i < 999; i++) {
      recent.add(i % 20 + 0.5);
    }

    assertThat(recent.drift()).isNaN();
    recent.add(19.5);
    assertThat(recent.drift()).isCloseTo(0, within(1e-6));
  }

  @Test
  void isZeroWhileValuesAreAsInTraining() {
    RecentValues recent = recent(EVEN);

    for (int i = 0; i < 20_000; i++) {
      recent.add(i % 20 + 0.5);
    }

    assertThat(recent.drift()).isCloseTo(0, within(1e-6));
  }

  /// All values in one of twenty bins: (1 - 1/20) ln 20 for that, and (1/20 - 1/1000) ln 50 for
  /// each of the others.
  @Test
  void isLargeWhenAllValuesAreInOneBin() {
    RecentValues recent = recent(EVEN);

    for (int i = 0; i < 2_000; i++) {
      recent.add(1_000);
    }

    assertThat(recent.drift())
        .isCloseTo(0.95 * Math.log(20) + 19 * 0.049 * Math.log(50), within(1e-9));
  }

  @Test
  void seesThatValuesAreMissing() {
    RecentValues recent = recent(EVEN);

    for (int i = 0; i < 20_000; i++) {
      recent.add(i % 10 == 0 ? Double.NaN : i % 20 + 0.5);
    }

    assertThat(recent.drift()).isGreaterThan(0.25);
  }

  @Test
  void halfOfWhatCameBeforeTheHalfLifeIsForgotten() {
    RecentValues recent = recent(List.of(0.0, 1.0, 2.0));
    for (int i = 0; i < 1_000_000; i++) {
      recent.add(0.5);
    }

    for (int i = 0; i < RecentValues.HALF_LIFE; i++) {
      recent.add(1.5);
    }

    assertThat(recent.drift()).isCloseTo(0, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isWhatTheFormulaSaysOfAllValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Double> quantiles = quantiles(random);
    RecentValues recent = recent(quantiles);
    List<Double> all = new ArrayList<>();

    // Long enough for weights to be scaled down, which is once in 3.3 million values.
    int values = seed == 1 ? 3_500_000 : 1_000 + random.nextInt(50_000);
    for (int i = 0; i < values; i++) {
      double value = value(random, quantiles);
      recent.add(value);
      all.add(value);
    }

    assertThat(recent.drift()).isCloseTo(naive(quantiles, all), within(1e-6));
  }

  private static RecentValues recent(List<Double> quantiles) {
    return new RecentValues(ReferenceBins.of(quantiles).orElseThrow());
  }

  /// Ties are likely, and at either end.
  private static List<Double> quantiles(SplittableRandom random) {
    int most = 2 + random.nextInt(40);
    return random.doubles(21, 0, most).map(Math::floor).sorted().boxed().toList();
  }

  private static double value(SplittableRandom random, List<Double> quantiles) {
    return switch (random.nextInt(20)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextDouble(-1e300, 1e300);
      case 2, 3, 4 -> random.nextDouble(-1, quantiles.getLast() + 1);
      default -> quantiles.get(random.nextInt(quantiles.size()));
    };
  }

  /// The index of all values, each weighed by its age; a bin is named by the quantile that it ends
  /// at, the last one and those beyond it by the greatest, and that of missing values by NaN.
  private static double naive(List<Double> quantiles, List<Double> values) {
    TreeMap<Double, Double> then = new TreeMap<>();
    for (int level = 1; level < quantiles.size(); level++) {
      then.merge(quantiles.get(level), 1.0 / (quantiles.size() - 1), Double::sum);
    }
    double greatest = then.lastKey();
    TreeMap<Double, Double> now = new TreeMap<>();
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      double weight = Math.pow(2, -(values.size() - 1.0 - i) / RecentValues.HALF_LIFE);
      Double end = then.ceilingKey(value);
      double bin = Double.isNaN(value) ? Double.NaN : end == null ? greatest : end;
      now.merge(bin, weight, Double::sum);
      sum += weight;
    }
    then.put(Double.NaN, 0.0);
    double index = 0;
    for (Map.Entry<Double, Double> bin : then.entrySet()) {
      double p = Math.max(0.001, now.getOrDefault(bin.getKey(), 0.0) / sum);
      double q = Math.max(0.001, bin.getValue());
      index += (p - q) * Math.log(p / q);
    }
    return index;
  }
}
