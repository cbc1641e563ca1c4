package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON text being read, value by value, in the words of the wire.
///
/// Objects are read as `for (String f = in.firstField(); f != null; f = in.nextField())`, with one
/// of the value methods (or [#skip()]) called for each field.
public final class JsonInput implements AutoCloseable {
  private static final JsonFactory FACTORY = new SpanParser.Factory();

  /// How the value that the input stands on is read.
  @FunctionalInterface
  public interface Reading<T> {
    T read(JsonInput json) throws IOException;
  }

  private final byte[] bytes;
  private final JsonParser parser;

  private JsonInput(byte[] bytes, JsonParser parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  /// Reads one whole value and requires that nothing follows it.
  public static <T> T read(byte[] bytes, JsonFormat<T> format) throws IOException {
    try (JsonInput in = new JsonInput(bytes, FACTORY.createParser(bytes))) {
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

  /// Enters the object that the input stands on and returns its first field, null if it is empty.
  public @Nullable String firstField() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    return nextField();
  }

  /// The next field of the object, its value being next to read; null at the object's end.
  public @Nullable String nextField() throws IOException {
    String field = parser.nextFieldName();
    if (field != null) {
      parser.nextToken();
    }
    return field;
  }

  public void skip() throws IOException {
    parser.skipChildren();
  }

  public String text() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  public int integer() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "an integer");
    return parser.getIntValue();
  }

  public double number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType("a number, a string or an array of numbers");
    }
    return parser.getDoubleValue();
  }

  public Instant instant() throws IOException {
    String text = text();
    try {
      return InstantText.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedJson("'" + text + "' is not a time such as 2018-06-01T10:00:00Z", e);
    }
  }

  public Position position() throws IOException {
    try {
      return Position.parse(text());
    } catch (IllegalArgumentException e) {
      throw new MalformedJson(String.valueOf(e.getMessage()), e);
    }
  }

  /// An object of entity names and ids.
  public List<EntityKey> entities() throws IOException {
    List<EntityKey> entities = new ArrayList<>(4);
    for (String entity = firstField(); entity != null; entity = nextField()) {
      entities.add(new EntityKey(entity, text()));
    }
    return entities;
  }

  public List<String> texts() throws IOException {
    return list(JsonInput::text);
  }

  /// An array of values of one kind.
  public <T> List<T> list(Reading<T> element) throws IOException {
    require(JsonToken.START_ARRAY, "an array");
    List<T> list = new ArrayList<>(4);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(this));
    }
    return list;
  }

  /// An object of values of one kind, in the order of the text.
  public <T> Map<String, T> map(Reading<T> element) throws IOException {
    Map<String, T> map = new LinkedHashMap<>();
    for (String name = firstField(); name != null; name = nextField()) {
      map.put(name, element.read(this));
    }
    return map;
  }

  /// A number, text or array of numbers.
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

  /// An object of names and [#value()]s, in the order of the text.
  public Map<String, FeatureValue> values() throws IOException {
    return map(JsonInput::value);
  }

  /// The object that the input stands on, as the bytes it is written in.
  public Payload payload() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Payload.of(bytes, (int) from, (int) parser.currentLocation().getByteOffset());
  }

  /// The value of a field that must have been there.
  public <T> T required(String field, @Nullable T value) throws MalformedJson {
    if (value == null) {
      throw new MalformedJson("field '" + field + "' is missing");
    }
    return value;
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
