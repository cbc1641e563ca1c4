package io.millrace.contracts.json;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.StreamRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of an event, an outcome or an assignment as they are read, before it is clear which
/// of them it is.
final class StreamRecordDraft {
  static final String EVENT = "event";
  static final String OUTCOME = "outcome";
  static final String ASSIGNMENT = "assignment";

  private final JsonInput json;
  private final SlipDraft slip = new SlipDraft();
  private final AssignmentFormat.Draft assignment = new AssignmentFormat.Draft();
  private @Nullable String type;
  private @Nullable String id;
  private @Nullable Instant time;
  private @Nullable List<EntityKey> entities;
  private @Nullable Position source;
  private @Nullable Payload data;
  private @Nullable FeatureValue label;
  private @Nullable Instant knownAt;
  private @Nullable String reporter;

  private StreamRecordDraft(JsonInput json) {
    this.json = json;
  }

  /// Fields that a record has beside these.
  interface Beside {
    Beside NONE = field -> false;

    /// Reads a field's value if it is one of them; returns whether it is.
    boolean read(String field) throws IOException;
  }

  static StreamRecordDraft read(JsonInput json) throws IOException {
    return read(json, Beside.NONE);
  }

  static StreamRecordDraft read(JsonInput json, Beside beside) throws IOException {
    StreamRecordDraft draft = new StreamRecordDraft(json);
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      draft.readField(field, beside);
    }
    return draft;
  }

  private void readField(String field, Beside beside) throws IOException {
    switch (field) {
      case "type" -> type = json.name();
      case "id" -> id = json.text();
      case "time" -> time = json.instant();
      case "entities" -> entities = json.entities();
      case "source" -> source = json.position();
      case "data" -> data = json.payload();
      case "label" -> label = json.value();
      case "known_at" -> knownAt = json.instant();
      case "reporter" -> reporter = json.text();
      default -> {
        if (!slip.read(field, json) && !assignment.read(field, json) && !beside.read(field)) {
          json.skip();
        }
      }
    }
  }

  /// As a record of `events`.
  StreamRecord streamRecord() throws MalformedJson {
    return switch (json.required("type", type)) {
      case EVENT -> event();
      case OUTCOME -> outcome();
      case ASSIGNMENT -> assignment.assignment(slip.stamp(), json);
      default ->
          throw new MalformedJson("type '" + type + "' is none of event, outcome, assignment");
    };
  }

  /// As a record of `events-a` or `enriched`.
  EntityRecord entityRecord() throws MalformedJson {
    return switch (json.required("type", type)) {
      case EVENT -> routedEvent();
      case OUTCOME -> new RoutedOutcome(outcome(), slip.stamp());
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
    return new RoutedEvent(event(), slip.slip(json));
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
