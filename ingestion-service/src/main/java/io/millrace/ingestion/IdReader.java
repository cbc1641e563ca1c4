package io.millrace.ingestion;

import io.millrace.contracts.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the ids of events and entities: texts, or integers that become their digits.
final class IdReader {
  /// An id is a record's key, a state store's key and a header.
  static final int MAX_LENGTH = 1_024;

  private IdReader() {}

  static String read(String field, @Nullable JsonValue value) throws Refused {
    String id =
        switch (value) {
          case null -> throw new Refused(field + " is missing");
          case JsonValue.Text(String text) -> text;
          case JsonValue.Numeral number when number.isInteger() -> number.literal();
          case JsonValue.Numeral _, JsonValue.Truth _, JsonValue.Other _ ->
              throw new Refused(
                  "%s is %s: write a text or an integer".formatted(field, value.shown()));
        };
    if (id.isBlank()) {
      throw new Refused(field + " is empty");
    }
    if (id.length() > MAX_LENGTH) {
      throw new Refused(
          String.format(
              Locale.ROOT,
              "%s has %,d characters: write at most %,d",
              field,
              id.length(),
              MAX_LENGTH));
    }
    return id;
  }

  /// The ids of all entities, in the order of the pipeline.
  ///
  /// @param entities entity name to field
  static List<EntityKey> readEntities(Map<String, String> entities, Map<String, JsonValue> fields)
      throws Refused {
    List<EntityKey> keys = new ArrayList<>(entities.size());
    for (Map.Entry<String, String> entity : entities.entrySet()) {
      String field = entity.getValue();
      keys.add(new EntityKey(entity.getKey(), read(field, fields.get(field))));
    }
    return keys;
  }
}
