package io.millrace.cli.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes the rows of one table the raw events of one pipeline.
///
/// A column that is named like a property of the schema becomes that field, in the schema's type;
/// the one named like the feedback's label becomes the outcome; the others are left out, and so is
/// an empty cell.
final class RowMapping {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Field> fields;
  private final List<EntityColumn> entities;
  private final int id;
  private final int time;
  private final OptionalInt label;
  private final OptionalInt knownAt;
  private final Duration knownAfter;

  /// @param types the properties of the raw event's schema
  /// @param knownAfter how long after its event an outcome is known, where no column says when
  RowMapping(
      PipelineDefinition pipeline,
      Map<String, FieldType> types,
      Columns columns,
      Duration knownAfter) {
    this.fields = new ArrayList<>();
    for (int column = 0; column < columns.fields().size(); column++) {
      String name = columns.fields().get(column);
      FieldType type = types.get(name);
      if (type != null) {
        fields.add(new Field(name, type, column));
      }
    }
    this.id = columns.require(pipeline.event().idField(), "the event's id");
    this.time = columns.require(pipeline.event().timeField(), "the event's time");
    this.entities = new ArrayList<>();
    pipeline
        .entities()
        .forEach((entity, field) ->
            entities.add(new EntityColumn(entity, columns.require(field, "the entity " + entity))));
    FeedbackDefinition feedback = pipeline.feedback();
    this.label = feedback == null ? OptionalInt.empty() : columns.find(feedback.labelField());
    this.knownAt = feedback == null ? OptionalInt.empty() : columns.find(feedback.knownAtField());
    this.knownAfter = knownAfter;
  }

  /// Throws [CommandFailure] naming file, line and value if a cell is not what the schema asks for.
  PastEvent map(CsvRow row) {
    List<EntityKey> keys = new ArrayList<>(entities.size());
    for (EntityColumn entity : entities) {
      keys.add(new EntityKey(entity.name(), required(row, entity.column(), entity.name())));
    }
    Instant eventTime = instant(row, time);
    return new PastEvent(
        required(row, id, "the event's id"), eventTime, keys, payload(row), label(row, eventTime));
  }

  private Payload payload(CsvRow row) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Field field : fields) {
        String text = row.values().get(field.column());
        if (!text.isEmpty()) {
          json.writeFieldName(field.name());
          field.write(row, text, json);
        }
      }
      json.writeEndObject();
      json.flush();
      return Payload.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private @Nullable Label label(CsvRow row, Instant eventTime) {
    if (label.isEmpty() || row.values().get(label.getAsInt()).isEmpty()) {
      return null;
    }
    Instant known =
        knownAt.isPresent() ? instant(row, knownAt.getAsInt()) : eventTime.plus(knownAfter);
    return new Label(labelValue(row.values().get(label.getAsInt())), known);
  }

  private static FeatureValue labelValue(String text) {
    if (text.equals("true") || text.equals("false")) {
      return FeatureValue.of(text.equals("true") ? 1 : 0);
    }
    try {
      return FeatureValue.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return FeatureValue.of(text);
    }
  }

  private static String required(CsvRow row, int column, String role) {
    String text = row.values().get(column);
    if (text.isEmpty()) {
      throw new CommandFailure("%s: %s is empty".formatted(row.place(), role));
    }
    return text;
  }

  private static Instant instant(CsvRow row, int column) {
    String text = row.values().get(column);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          "%s: '%s' is not a time such as 2018-06-01T10:00:00Z".formatted(row.place(), text), e);
    }
  }

  private record EntityColumn(String name, int column) {}

  private record Field(String name, FieldType type, int column) {

    void write(CsvRow row, String text, JsonGenerator json) throws IOException {
      try {
        type.write(text, json);
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(
            "%s: '%s' is no %s, which the schema wants for '%s'"
                .formatted(row.place(), text, type.name().toLowerCase(Locale.ROOT), name),
            e);
      }
    }
  }
}
