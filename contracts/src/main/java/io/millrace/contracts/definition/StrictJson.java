package io.millrace.contracts.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.contracts.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON read without mercy: one object in UTF-8, no field twice, nothing after it, no deep nesting.
///
/// What is read here is later carried as bytes within other records, so whatever another parser
/// might read in another way is refused.
final class StrictJson {
  static final int MAX_DEPTH = 64;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private StrictJson() {}

  /// The object that the bytes hold; throws [MalformedJson] when they hold anything else.
  static JsonNode readObject(byte[] json) throws MalformedJson {
    requireObject(json);
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedJson("not JSON: " + description(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /// Refuses what is no object at its first byte, byte order marks and UTF-16 with it: Jackson
  /// would read those, but they cannot be carried within other JSON.
  private static void requireObject(byte[] json) throws MalformedJson {
    int start = 0;
    while (start < json.length && isSpace(json[start])) {
      start++;
    }
    if (start == json.length) {
      throw new MalformedJson("the record is empty, not a JSON object");
    }
    if (json[start] != '{' || (start + 1 < json.length && json[start + 1] == 0)) {
      throw new MalformedJson("the record is no JSON object in UTF-8: it does not start with {");
    }
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static String description(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    JsonLocation location = e.getLocation();
    String where =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return message.lines().findFirst().orElse("") + where;
  }
}
