package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberArrayTest {
  private static final List<String> EDGES =
      List.of(
          "0",
          "-0",
          "-0.0",
          "1e22",
          "1e23",
          "-1E-22",
          "1e-23",
          "123456789012345e22",
          "4.9e-324",
          "1.7976931348623157e308",
          "9007199254740993",
          "0.1",
          "0.30000000000000004",
          "1e-400",
          "123456789012345678901234567890",
          "0.00000000000000000000000001",
          "2.5e+3",
          "1e400");

  private final Random random = new Random(1);

  @Test
  void readsTheDoublesThatTheJdkReads() throws MalformedJson {
    for (int i = 0; i < 500; i++) {
      List<String> texts =
          Stream.concat(EDGES.stream(), Stream.generate(this::text).limit(100)).toList();

      assertThat(read(texts.stream().collect(Collectors.joining(" ,\n", "[ ", "\t]"))))
          .containsExactly(texts.stream().mapToDouble(Double::parseDouble).toArray());
    }
  }

  @Test
  void anArrayMayBeEmpty() throws MalformedJson {
    assertThat(read("[]")).isEmpty();
    assertThat(read("[ ]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[01]", "[+1]", "[1.]", "[.5]", "[1e]", "[-]", "[1,]", "[,1]", "[1 2]", "[,]", "[NaN]",
        "[\"1\"]", "[[1]]", "[null]", "[1-2]", "[1e5.0]", "[0x1]"
      })
  void refusesWhatIsNoArrayOfNumbers(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJson.class);
  }

  private String text() {
    return switch (random.nextInt(7)) {
      case 0 -> Float.toString(random.nextFloat());
      case 1 -> Double.toString(random.nextInt(1_000_000) / 100.0 / random.nextInt(1, 100));
      case 2 -> "-0." + random.nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L);
      case 3 -> middle();
      case 4 -> Integer.toString(random.nextInt());
      case 5 ->
          "%d.%de%d"
              .formatted(
                  random.nextInt(100), random.nextInt(1_000_000_000), random.nextInt(60) - 30);
      default -> finite();
    };
  }

  /// What is next to the middle between two doubles, or is it, to seventeen digits or a few more.
  private String middle() {
    double number = random.nextDouble() * random.nextInt(1, 1_000);
    BigDecimal middle =
        new BigDecimal(number).add(new BigDecimal(Math.nextUp(number))).divide(BigDecimal.TWO);
    return middle
        .round(new MathContext(random.nextInt(16, 22), RoundingMode.HALF_EVEN))
        .toPlainString();
  }

  private String finite() {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? Double.toString(number) : finite();
  }

  private static double[] read(String json) throws MalformedJson {
    byte[] bytes = json.getBytes(UTF_8);
    return NumberArray.read(bytes, 0, bytes.length);
  }
}
