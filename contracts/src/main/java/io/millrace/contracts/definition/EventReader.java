package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.ValueType.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a pipeline says of its events: `event`, `entities` and the schema file.
final class EventReader {
  private static final List<String> KEYS =
      List.of("schema", "id", "time", "max_ahead", "max_bytes");
  private static final Duration MAX_AHEAD = Duration.ofDays(1);
  private static final int MAX_BYTES = 262_144;
  private static final int MOST_BYTES = 1_048_576;

  private final PipelineFolder folder;
  private final Findings findings;

  EventReader(PipelineFolder folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /// What is known of the event, even where the rest is wrong.
  ///
  /// @param definition absent where anything is wrong with it
  record Read(Optional<EventDefinition> definition, EventFields fields) {}

  Read read(Section root) {
    Optional<Section> section =
        root.required("event", "event: {schema: event.schema.json, id: tx_id, time: event_time}")
            .flatMap(value -> Section.of("event", value, KEYS, findings));
    Optional<Scalar> file =
        section.flatMap(event -> event.requiredText("schema", "schema: event.schema.json"));
    Optional<EventSchema> schema = file.flatMap(this::schema);
    Optional<Struct> declared = schema.map(EventSchema::type);
    EventFields fields =
        new EventFields(file.map(Scalar::text).orElse("the schema"), declared, findings);
    return new Read(section.flatMap(event -> definition(event, schema, fields)), fields);
  }

  private Optional<EventDefinition> definition(
      Section event, Optional<EventSchema> schema, EventFields fields) {
    Optional<Scalar> id = event.requiredText("id", "id: tx_id");
    Optional<Scalar> time = event.requiredText("time", "time: event_time");
    id.ifPresent(field -> fields.requireId("id", field));
    time.ifPresent(field -> fields.requireTime("time", field));
    Duration maxAhead = event.duration("max_ahead", DurationRange.SPAN).orElse(MAX_AHEAD);
    int maxBytes = event.count("max_bytes", MOST_BYTES).orElse(MAX_BYTES);
    if (schema.isEmpty() || id.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EventDefinition(schema.get(), id.get().text(), time.get().text(), maxAhead, maxBytes));
  }

  private Optional<EventSchema> schema(Scalar name) {
    Optional<Path> file = folder.file("schema", name);
    return file.flatMap(path -> folder.text(name.text(), path))
        .flatMap(text -> schema(name.text(), text));
  }

  private Optional<EventSchema> schema(String file, String text) {
    try {
      return Optional.of(EventSchema.of(text));
    } catch (InvalidSchema e) {
      e.problems()
          .forEach(problem -> findings.add(file, problem.line(), problem.what(), problem.remedy()));
      return Optional.empty();
    }
  }

  /// Entity names and the fields with their ids, in the order of the text.
  Map<String, String> entities(Section root, EventFields fields) {
    Map<String, String> entities = new LinkedHashMap<>();
    root.required("entities", "entities: {card: customer_id}")
        .flatMap(value -> Section.open("entities", value, findings))
        .ifPresent(section -> readEntities(section, fields, entities));
    return entities;
  }

  private void readEntities(Section section, EventFields fields, Map<String, String> entities) {
    section
        .entries()
        .forEach((name, entry) -> {
          NameRule.ENTITY.accepts(name, entry.line(), findings);
          Optional<Scalar> field = section.text(name);
          field.ifPresent(text -> fields.requireId("entity " + name, text));
          entities.put(name, field.map(Scalar::text).orElse(""));
        });
    if (entities.isEmpty()) {
      findings.add(
          section.line(), "entities is empty", "name at least one, e.g. {card: customer_id}");
    }
  }
}
