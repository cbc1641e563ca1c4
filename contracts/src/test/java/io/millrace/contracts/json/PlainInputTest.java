package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainInputTest {
  /// What JSON is made of, well or badly.
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          " ",
          "\n",
          "\0",
          "-",
          "+",
          ".",
          "e",
          "E",
          "0",
          "1",
          "9",
          "00",
          "-0",
          "-0.0",
          "1e5",
          "1E400",
          "12345678901",
          "123456789012345678901",
          "0.1234567890123456789",
          "true",
          "null",
          "\\n",
          "\\u00e9",
          "\\\"",
          "é",
          "漢",
          "𝕏",
          "\u007f",
          "\"\":1",
          "@",
          "T",
          "Z",
          ".5",
          "250",
          "24:00:00",
          "02-30",
          "-1",
          "\"a\"",
          "{}",
          "[]",
          "[[1]]",
          "{\"a\":\"b\"}");

  private final Random random = new Random(1);

  static Stream<Arguments> samples() {
    return JsonSerdeTest.samples();
  }

  static Stream<Arguments> plainSamples() {
    return JsonSerdeTest.samples().filter(sample -> isPlain((String) sample.get()[2]));
  }

  private static boolean isPlain(String json) {
    return !json.contains("\\n") && !json.contains("\"log\"") && !json.contains("\"answer\"");
  }

  @ParameterizedTest
  @MethodSource("plainSamples")
  <T> void readsWithoutJacksonWhatIsWritten(JsonFormat<T> format, T value, String sample)
      throws IOException {
    PlainInput json = new PlainInput(sample.getBytes(UTF_8));

    T read = format.read(json);

    json.end();
    assertThat(read).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void agreesWithJacksonOnWhateverBecomesOfARecord(
      JsonFormat<T> format, T value, String sample) {
    byte[] bytes = sample.getBytes(UTF_8);

    for (int i = 0; i < 2_000; i++) {
      byte[] changed = changed(bytes);
      for (int more = random.nextInt(3); more > 0; more--) {
        changed = changed(changed);
      }
      assertAgreement(format, changed);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void agreesWithJacksonOnWhatIsCutOff(JsonFormat<T> format, T value, String sample) {
    byte[] bytes = sample.getBytes(UTF_8);

    for (int length = 0; length < bytes.length; length++) {
      assertAgreement(format, Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void readsNumbersAsJacksonDoes() {
    for (int i = 0; i < 200_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      String text =
          switch (random.nextInt(5)) {
            case 0 -> Double.toString(number);
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> Double.toString(random.nextInt(1_000_000) / 100.0 / random.nextInt(1, 90));
            case 3 -> "0." + (random.nextLong() >>> 1);
            default -> (random.nextLong() >>> random.nextInt(64)) + "e" + random.nextInt(-330, 310);
          };

      assertAgreement(new Numbers(), ("{\"a\":" + text + "}").getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_id\": \"1\"}",
        "{\"event_id\":\"a\\n\"}",
        "{\"event_id\":\"\uFFFD\"}",
        "{\"skipped\":-0}",
        "{\"skipped\":[1}",
        "{\"\\u0061\":1}",
        "{\"release\":01}",
        "{\"release\":1.0}",
        "{\"release\":1234567890}",
        "{\"event_time\":\"2018-06-01T24:00:00Z\"}",
        "{\"raw\":\"a-1@+5\"}"
      })
  void leavesToJacksonWhatIsUnlikeWhatWeWrite(String json) {
    PlainInput plain = new PlainInput(json.getBytes(UTF_8));

    assertThatThrownBy(() -> new DecisionFormat().read(plain)).isInstanceOf(RuntimeException.class);
  }

  /// An object of numbers, whatever they are called.
  private static final class Numbers implements JsonFormat<List<Double>> {
    @Override
    public void write(List<Double> value, JsonWriter json) {
      throw new UnsupportedOperationException("it is read only");
    }

    @Override
    public List<Double> read(JsonInput json) throws IOException {
      return List.copyOf(json.map(JsonInput::number).values());
    }
  }

  private record Outcome(Object value, String error) {}

  private interface Read {
    Object read() throws IOException;
  }

  private static void assertAgreement(JsonFormat<?> format, byte[] json) {
    Outcome ours = outcome(() -> JsonInput.read(json, format));
    Outcome jacksons = outcome(() -> JacksonInput.readWhole(json, format));
    if (!ours.equals(jacksons)) {
      assertThat(ours).as(new String(json, UTF_8)).isEqualTo(jacksons);
    }
  }

  private static Outcome outcome(Read read) {
    try {
      return new Outcome(read.read(), "");
    } catch (IOException | RuntimeException e) {
      return new Outcome("", Objects.toString(e.getMessage()));
    }
  }

  private byte[] changed(byte[] json) {
    int at = random.nextInt(json.length + 1);
    int to = Math.min(json.length, at + random.nextInt(4));
    byte[] piece = piece();
    byte[] changed = new byte[at + piece.length + json.length - to];
    System.arraycopy(json, 0, changed, 0, at);
    System.arraycopy(piece, 0, changed, at, piece.length);
    System.arraycopy(json, to, changed, at + piece.length, json.length - to);
    return changed;
  }

  private byte[] piece() {
    return switch (random.nextInt(6)) {
      case 0 -> new byte[0];
      case 1 -> new byte[] {(byte) random.nextInt()};
      default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
    };
  }
}
