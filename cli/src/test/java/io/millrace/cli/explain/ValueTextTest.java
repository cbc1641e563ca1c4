package io.millrace.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeatureValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "3.0, 3",
    "1234567.0, 1234567",
    "0.9898921847343445, 0.989892",
    "63.35666666666667, 63.3567",
    "-0.5, -0.5",
    "0.00001234567, 1.23457e-05",
    "1e18, 1.00000e+18"
  })
  void numberHasSixDigits(double number, String expected) {
    assertThat(ValueText.of(number)).isEqualTo(expected);
  }

  @Test
  void numberThatIsNotAnotherDoesNotReadLikeIt() {
    FeatureValue limit = FeatureValue.of(0.9);

    assertThat(ValueText.apartFrom(limit, FeatureValue.of(0.8999999761581421)))
        .isEqualTo("0.8999999761581421");
    assertThat(ValueText.apartFrom(limit, FeatureValue.of(0.4712345678))).isEqualTo("0.471235");
    assertThat(ValueText.apartFrom(limit, FeatureValue.of(0.9))).isEqualTo("0.9");
  }

  @Test
  void longListIsToldByItsBeginning() {
    assertThat(ValueText.of(FeatureValue.Vector.of(1, 2.5))).isEqualTo("[1, 2.5]");
    assertThat(ValueText.of(FeatureValue.Vector.of(new double[784])))
        .isEqualTo("[0, 0, 0, 0, 0, 0, … 784 numbers]");
  }
}
