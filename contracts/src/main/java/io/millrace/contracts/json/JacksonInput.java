package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Any JSON, read by Jackson, and what is wrong with it in words.
final class JacksonInput extends JsonInput implements AutoCloseable {
  private static final JsonFactory FACTORY = new SpanParser.Factory();

  private final byte[] bytes;
  private final JsonParser parser;

  private JacksonInput(byte[] bytes, JsonParser parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  /// Reads one whole value and requires that nothing follows it.
  static <T> T readWhole(byte[] bytes, JsonFormat<T> format) throws IOException {
    try (JacksonInput in = new JacksonInput(bytes, FACTORY.createParser(bytes))) {
      in.parser.nextToken();
      T value = format.read(in);
      if (in.parser.nextToken() != null) {
        throw new MalformedJson("something follows the JSON value");
      }
      return value;
    } catch (JsonParseException e) {
      throw new MalformedJson("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public @Nullable String firstField() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    return nextField();
  }

  @Override
  public @Nullable String nextField() throws IOException {
    String field = parser.nextFieldName();
    if (field != null) {
      parser.nextToken();
    }
    return field;
  }

  @Override
  public void skip() throws IOException {
    parser.skipChildren();
  }

  @Override
  public String text() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  @Override
  public String name() throws IOException {
    return text();
  }

  @Override
  public int integer() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "an integer");
    return parser.getIntValue();
  }

  @Override
  public double number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType("a number, a string or an array of numbers");
    }
    return parser.getDoubleValue();
  }

  @Override
  public boolean flag() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  @Override
  public Instant instant() throws IOException {
    String text = text();
    try {
      return InstantText.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedJson("'" + text + "' is not a time such as 2018-06-01T10:00:00Z", e);
    }
  }

  @Override
  public Position position() throws IOException {
    try {
      return Position.parse(text());
    } catch (IllegalArgumentException e) {
      throw new MalformedJson(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  boolean firstElement() throws IOException {
    require(JsonToken.START_ARRAY, "an array");
    return nextElement();
  }

  @Override
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  @Override
  public FeatureValue value() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return FeatureValue.of(parser.getText());
    }
    if (token == JsonToken.START_ARRAY) {
      return vector();
    }
    return FeatureValue.of(number());
  }

  private FeatureValue.Vector vector() throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    return FeatureValue.Vector.read(
        NumberArray.read(bytes, from, to), Arrays.copyOfRange(bytes, from, to));
  }

  @Override
  public Payload payload() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    return span();
  }

  @Override
  public Payload objectOrArray() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      require(JsonToken.START_OBJECT, "an object or an array");
    }
    return span();
  }

  private Payload span() throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Payload.of(bytes, (int) from, (int) parser.currentLocation().getByteOffset());
  }

  private void require(JsonToken token, String name) throws IOException {
    if (parser.currentToken() != token) {
      throw wrongType(name);
    }
  }

  private MalformedJson wrongType(String expected) throws IOException {
    String field = parser.currentName();
    return new MalformedJson(
        "%s should be %s, but is %s"
            .formatted(
                field == null ? "the record" : "'" + field + "'",
                expected,
                parser.currentToken() == null ? "nothing" : parser.getText()));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
