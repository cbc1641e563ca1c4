package io.millrace.contracts.json;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of an event or outcome as they are read, before it is clear which of them it is.
final class StreamRecordDraft {
  static final String EVENT = "event";
  static final String OUTCOME = "outcome";

  private final JsonInput json;
  private @Nullable String type;
  private @Nullable String id;
  private @Nullable Instant time;
  private @Nullable List<EntityKey> entities;
  private @Nullable Position source;
  private @Nullable Payload data;
  private @Nullable List<String> parts;
  private @Nullable FeatureValue label;
  private @Nullable Instant knownAt;
  private @Nullable String reporter;

  private StreamRecordDraft(JsonInput json) {
    this.json = json;
  }

  static StreamRecordDraft read(JsonInput json) throws IOException {
    StreamRecordDraft draft = new StreamRecordDraft(json);
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      draft.readField(field);
    }
    return draft;
  }

  private void readField(String field) throws IOException {
    switch (field) {
      case "type" -> type = json.text();
      case "id" -> id = json.text();
      case "time" -> time = json.instant();
      case "entities" -> entities = json.entities();
      case "source" -> source = json.position();
      case "data" -> data = json.payload();
      case "parts" -> parts = json.texts();
      case "label" -> label = json.value();
      case "known_at" -> knownAt = json.instant();
      case "reporter" -> reporter = json.text();
      default -> json.skip();
    }
  }

  /// Whether this is an event; false for an outcome.
  boolean isEvent() throws MalformedJson {
    return switch (json.required("type", type)) {
      case EVENT -> true;
      case OUTCOME -> false;
      default -> throw new MalformedJson("type '" + type + "' is neither event nor outcome");
    };
  }

  Event event() throws MalformedJson {
    return new Event(
        json.required("id", id),
        json.required("time", time),
        json.required("entities", entities),
        json.required("source", source),
        json.required("data", data));
  }

  RoutedEvent routedEvent() throws MalformedJson {
    List<Part> all = json.required("parts", parts).stream().map(Part::new).toList();
    return new RoutedEvent(event(), all);
  }

  Outcome outcome() throws MalformedJson {
    return new Outcome(
        json.required("id", id),
        json.required("time", time),
        json.required("entities", entities),
        json.required("label", label),
        json.required("known_at", knownAt),
        reporter,
        json.required("source", source));
  }
}
