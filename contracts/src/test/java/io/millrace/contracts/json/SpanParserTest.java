package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanParserTest {
  private static final List<String> SCALARS =
      List.of("1", "-0.5e3", "true", "null", "\"\"", "\"}\"", "\"\\\"]\"", "\"\\\\\"", "\"é ☕\"");

  private final Random random = new Random(1);

  @Test
  void goesOnWhereJacksonDoesAfterWhateverIsSkipped() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      String json = "{\"before\":1,\"skipped\":%s ,\"after\":[2]}".formatted(value(4));

      assertThat(reads(new SpanParser.Factory(), json))
          .as(json)
          .isEqualTo(reads(new JsonFactory(), json));
    }
  }

  @Test
  void skipsWhatIsNestedMoreDeeplyThanItCounts() throws IOException {
    String json = "{\"skipped\":" + "[{\"a\":".repeat(90) + "1" + "}]".repeat(90) + ",\"after\":2}";

    assertThat(reads(new SpanParser.Factory(), json)).isEqualTo(reads(new JsonFactory(), json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[1", "{\"a\":[}", "[\"", "[\"\\", "[\"\\\"]", "[{]}"})
  void refusesWhatDoesNotEnd(String skipped) {
    assertThatThrownBy(() -> reads(new SpanParser.Factory(), "{\"skipped\":" + skipped))
        .isInstanceOf(IOException.class);
  }

  /// The tokens and where they end, with the value of `skipped` skipped.
  private static List<String> reads(JsonFactory factory, String json) throws IOException {
    List<String> reads = new ArrayList<>();
    try (JsonParser parser = factory.createParser(json.getBytes(UTF_8))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME && "skipped".equals(parser.currentName())) {
          parser.skipChildren();
        }
        reads.add(
            parser.currentToken()
                + "@"
                + (parser.currentToken().isScalarValue()
                    ? parser.getText()
                    : parser.currentLocation().getByteOffset()));
      }
    }
    return reads;
  }

  private String value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return SCALARS.get(random.nextInt(SCALARS.size()));
    }
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> (kind == 1 ? "\"{" + i + "\" : " : " ") + value(depth - 1))
        .collect(Collectors.joining(",", kind == 1 ? "{" : "[", kind == 1 ? "}" : "]"));
  }
}
