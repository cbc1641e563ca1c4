package io.millrace.contracts.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceBinsTest {

  @Test
  void aBinEndsAtEachQuantileAndTheOuterOnesAreOpen() {
    ReferenceBins bins = ReferenceBins.of(List.of(0.0, 1.0, 2.0, 3.0, 4.0)).orElseThrow();

    assertThat(expected(bins)).containsExactly(0.25, 0.25, 0.25, 0.25, 0.0);
    assertThat(IntStream.of(-7, 0, 1, 2, 3, 4, 9).map(bins::of))
        .containsExactly(0, 0, 0, 1, 2, 3, 3);
    assertThat(bins.of(1.001)).isEqualTo(1);
    assertThat(bins.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.of(Double.POSITIVE_INFINITY)).isEqualTo(3);
  }

  @Test
  void missingValuesHaveABinThatIsExpectedEmpty() {
    ReferenceBins bins = ReferenceBins.of(List.of(0.0, 1.0, 2.0)).orElseThrow();

    assertThat(bins.of(Double.NaN)).isEqualTo(bins.size() - 1);
    assertThat(bins.expected(bins.of(Double.NaN))).isZero();
  }

  @Test
  void equalQuantilesMakeOneBinOfAllTheirSteps() {
    ReferenceBins bins = ReferenceBins.of(List.of(0.0, 0.0, 0.0, 1.0, 1.0, 5.0)).orElseThrow();

    assertThat(expected(bins)[0]).isEqualTo(0.4, within(1e-12));
    assertThat(expected(bins)[1]).isEqualTo(0.4, within(1e-12));
    assertThat(expected(bins)[2]).isEqualTo(0.2, within(1e-12));
    assertThat(bins.of(0)).isZero();
    assertThat(bins.of(1)).isEqualTo(1);
    assertThat(bins.of(2)).isEqualTo(2);
  }

  @Test
  void valuesAreComparedAsTheFloatsThatTheModelSees() {
    ReferenceBins bins = ReferenceBins.of(List.of(0.0, (double) 0.7f, 1.0)).orElseThrow();

    assertThat((double) 0.7f).isLessThan(0.7);
    assertThat(bins.of(0.7)).isZero();
  }

  @Test
  void nothingIsToldApartByOneValue() {
    assertThat(ReferenceBins.of(List.of(3.0, 3.0, 3.0))).isEmpty();
    assertThat(ReferenceBins.of(List.of(3.0))).isEmpty();
    assertThat(ReferenceBins.of(List.of())).isEmpty();
  }

  private static double[] expected(ReferenceBins bins) {
    return IntStream.range(0, bins.size()).mapToDouble(bins::expected).toArray();
  }
}
