package io.millrace.ingestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object that every later reader understands alike, whatever library it uses.
///
/// That is I-JSON (RFC 7493): UTF-8, no name twice within an object, no half surrogate pairs,
/// numbers that a double can hold. Nesting is bounded too, because later stages put the object into
/// objects of their own. What passes here can be embedded in JSON as the bytes that came.
final class InteroperableJson {
  /// Far below what parsers accept by default (1,000); as the schema has it.
  static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // Names are the producer's: interned, they would stay in memory for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final JsonParser parser;

  private InteroperableJson(JsonParser parser) {
    this.parser = parser;
  }

  /// Reads the whole object and returns those of its own fields that are wanted and there.
  static Map<String, JsonValue> fields(byte[] json, Set<String> wanted) throws Refused {
    Utf8Text.require(json);
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new InteroperableJson(parser).object(wanted);
    } catch (JsonProcessingException e) {
      throw new Refused("not usable JSON: " + e.getOriginalMessage() + place(e.getLocation()));
    } catch (IOException e) {
      throw new Refused("not usable JSON: " + e.getMessage());
    }
  }

  private Map<String, JsonValue> object(Set<String> wanted) throws IOException, Refused {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      String found = first == null ? "empty" : value(first).shown();
      throw new Refused("the record is %s: write a JSON object".formatted(found));
    }
    Map<String, JsonValue> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonValue value = value(parser.nextToken());
      if (wanted.contains(name)) {
        fields.put(name, value);
      }
    }
    if (parser.nextToken() != null) {
      throw new Refused("something follows the JSON object: write one object to a record");
    }
    return fields;
  }

  /// The value that begins with this token, read to its end.
  private JsonValue value(JsonToken token) throws IOException, Refused {
    return switch (token) {
      case START_OBJECT, START_ARRAY -> {
        checkChildren();
        yield new JsonValue.Other(token == JsonToken.START_OBJECT ? "an object" : "an array");
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        requireFinite();
        yield new JsonValue.Numeral(parser.getText());
      }
      case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Truth(token == JsonToken.VALUE_TRUE);
      case VALUE_STRING -> {
        requirePairs(parser.getText());
        yield new JsonValue.Text(parser.getText());
      }
      default -> new JsonValue.Other("null");
    };
  }

  private void checkChildren() throws IOException, Refused {
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric()) {
        requireFinite();
      } else if (token == JsonToken.VALUE_STRING) {
        requirePairs(parser.getText());
      }
    }
  }

  private void requireFinite() throws IOException, Refused {
    if (!Double.isFinite(parser.getDoubleValue())) {
      String number = new JsonValue.Numeral(parser.getText()).shown();
      throw new Refused(
          "%s%s is too large for a number: a double ends at 1.8e308"
              .formatted(number, place(parser.currentTokenLocation())));
    }
  }

  private void requirePairs(String text) throws Refused {
    if (Utf8Text.hasHalfPair(text)) {
      throw new Refused(
          "half a surrogate pair%s: write a character outside the basic plane as itself"
              .formatted(place(parser.currentTokenLocation())));
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
