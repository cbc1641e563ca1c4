package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.millrace.contracts.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final List<String> ODD =
      List.of(
          "\"", "\\", "/", "\u007f", "\u0080", "ü", "\u07ff", "\u0800", "漢", "\uffff", "\ufffd");

  private static final double[] EDGES = {
    0.0,
    -0.0,
    1e-3,
    Math.nextDown(1e-3),
    1e7,
    Math.nextDown(1e7),
    9_999_999.5,
    1e22,
    2e23,
    1L << 53,
    0x1p63,
    Double.MIN_VALUE,
    2 * Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    4.35,
    0.07,
    1.0 / 3,
    0.1 + 0.2,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random = new Random(1);

  private static final class Written implements JsonFormat<Consumer<JsonWriter>> {
    @Override
    public void write(Consumer<JsonWriter> value, JsonWriter json) {
      value.accept(json);
    }

    @Override
    public Consumer<JsonWriter> read(JsonInput json) {
      throw new UnsupportedOperationException("it is written only");
    }
  }

  /// What a generator of Jackson writes.
  private interface Oracle {
    void write(JsonGenerator json) throws IOException;
  }

  @Test
  void writesStringsAndNamesAsJacksonDoes() {
    for (int i = 0; i < 20_000; i++) {
      String text = text();

      assertSame(json -> json.text(text), json -> json.writeString(text));
      assertSame(
          json -> {
            json.startObject();
            json.name(text, text);
            json.text(text, text);
            json.endObject();
          },
          json -> {
            json.writeStartObject();
            json.writeStringField(text, text);
            json.writeStringField(text, text);
            json.writeEndObject();
          });
    }
  }

  @Test
  void writesEachCharacterAsJacksonDoes() {
    for (int character = 0; character <= Character.MAX_VALUE; character++) {
      String text = "a" + (char) character + "b";

      assertSame(json -> json.text(text), json -> json.writeString(text));
    }
  }

  @Test
  void writesDoublesAsJacksonDoes() {
    DoubleStream.concat(
            DoubleStream.of(EDGES), DoubleStream.generate(this::number).limit(1_000_000))
        .forEach(number -> {
          assertSame(json -> json.number(number), json -> json.writeNumber(number));
          assertSame(json -> json.number(-number), json -> json.writeNumber(-number));
        });
  }

  @Test
  void writesIntegersAsJacksonDoes() {
    LongStream.concat(
            LongStream.of(0, 9, 10, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE),
            LongStream.generate(() -> random.nextLong() >> random.nextInt(64)).limit(100_000))
        .forEach(number ->
            assertSame(
                json -> {
                  json.startObject();
                  json.number("n", number);
                  json.endObject();
                },
                json -> {
                  json.writeStartObject();
                  json.writeNumberField("n", number);
                  json.writeEndObject();
                }));
  }

  @Test
  void writesTimesAndPositionsAsTheyWriteThemselves() {
    for (int i = 0; i < 50_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-80_000_000_000L, 300_000_000_000L),
              random.nextBoolean() ? 0 : random.nextInt(1_000) * 1_000_000L + random.nextInt(2));
      Position position =
          new Position("a" + text(), random.nextInt(1 << 20), random.nextLong() >>> 1);

      assertSame(
          json -> {
            json.startObject();
            json.instant("t", time);
            json.position("p", position);
            json.endObject();
          },
          json -> {
            json.writeStartObject();
            json.writeStringField("t", time.toString());
            json.writeStringField("p", position.toString());
            json.writeEndObject();
          });
    }
  }

  @Test
  void setsCommasBetweenValuesAndNowhereElse() {
    assertSame(
        json -> {
          json.startObject();
          json.startArray("a");
          json.startObject();
          json.endObject();
          json.text("x");
          json.number(1);
          json.raw("[ ]".getBytes(UTF_8));
          json.endArray();
          json.startObject("b");
          json.flag("yes", true);
          json.flag("no", false);
          json.endObject();
          json.startArray("c");
          json.endArray();
          json.endObject();
        },
        json ->
            json.writeRaw("{\"a\":[{},\"x\",1.0,[ ]],\"b\":{\"yes\":true,\"no\":false},\"c\":[]}"));
  }

  @Test
  void startsAnewAfterWhatGrewLarge() {
    String large = "ü\n".repeat(1 << 20);

    assertSame(json -> json.text(large), json -> json.writeString(large));
    assertSame(json -> json.text("small"), json -> json.writeString("small"));
  }

  private static void assertSame(Consumer<JsonWriter> written, Oracle oracle) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (JsonGenerator json = JACKSON.createGenerator(expected)) {
      oracle.write(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    byte[] bytes = JsonOutput.write(written, new Written());
    if (!Arrays.equals(bytes, expected.toByteArray())) {
      assertThat(new String(bytes, UTF_8)).isEqualTo(expected.toString(UTF_8));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 3_000 : 20); i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append(ODD.get(random.nextInt(ODD.size())));
        case 2 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
        case 3 -> text.append((char) random.nextInt(0xD800, 0xE000));
        default -> text.append((char) random.nextInt(0x20, 0x7f));
      }
    }
    return text.toString();
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt(20_000);
      case 2 -> random.nextInt() / 100.0;
      case 3 -> random.nextLong() / 10_000.0;
      case 4 -> random.nextInt(1_000_000) / 100.0 / random.nextInt(1, 100);
      default -> random.nextFloat();
    };
  }
}
