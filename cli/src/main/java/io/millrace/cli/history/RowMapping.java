package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.InstantText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes the rows of one table the raw events of one pipeline.
///
/// A column that is named like a property of the schema becomes that field, in the schema's type;
/// those named like fields of the feedback become the outcome; the others are left out.
final class RowMapping {
  private final PayloadColumns payload;
  private final List<EntityColumn> entities;
  private final int id;
  private final int time;
  private final OptionalInt label;
  private final OptionalInt knownAt;
  private final OptionalInt reporter;
  private final Duration knownAfter;

  /// @param knownAfter how long after its event an outcome is known, where no column says when
  RowMapping(PipelineDefinition pipeline, Columns columns, Duration knownAfter) {
    this.payload = new PayloadColumns(pipeline.event().schema().type(), columns);
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
    this.reporter =
        feedback == null || feedback.reporterField() == null
            ? OptionalInt.empty()
            : columns.find(feedback.reporterField());
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
        required(row, id, "the event's id"),
        eventTime,
        keys,
        payload.payload(row),
        label(row, eventTime));
  }

  private @Nullable Label label(CsvRow row, Instant eventTime) {
    if (label.isEmpty() || row.values().get(label.getAsInt()).isEmpty()) {
      return null;
    }
    Instant known =
        knownAt.isPresent() ? instant(row, knownAt.getAsInt()) : eventTime.plus(knownAfter);
    return new Label(labelValue(row.values().get(label.getAsInt())), known, reporter(row));
  }

  private @Nullable String reporter(CsvRow row) {
    String name = reporter.isPresent() ? row.values().get(reporter.getAsInt()) : "";
    return name.isEmpty() ? null : name;
  }

  private static FeatureValue labelValue(String text) {
    return switch (text) {
      case "true" -> FeatureValue.of(1);
      case "false" -> FeatureValue.of(0);
      default -> number(text);
    };
  }

  private static FeatureValue number(String text) {
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
      return InstantText.parse(text);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          "%s: '%s' is not a time such as 2018-06-01T10:00:00Z".formatted(row.place(), text), e);
    }
  }

  private record EntityColumn(String name, int column) {}
}
