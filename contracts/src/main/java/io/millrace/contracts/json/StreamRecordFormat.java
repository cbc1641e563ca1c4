package io.millrace.contracts.json;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.StreamRecord;
import java.io.IOException;

/// `{"type":"event","id":…,"time":…,"entities":{…},"source":…,"data":{…}}`, or an outcome, or an
/// assignment.
public final class StreamRecordFormat implements JsonFormat<StreamRecord> {
  private static final AssignmentFormat ASSIGNMENTS = new AssignmentFormat();

  @Override
  public void write(StreamRecord value, JsonWriter json) {
    switch (value) {
      case Event event -> {
        json.startObject();
        writeFields(event, json);
        json.endObject();
      }
      case Outcome outcome -> OutcomeFormat.writeOutcome(outcome, Stamp.NONE, json);
      case Assignment assignment -> ASSIGNMENTS.write(assignment, json);
    }
  }

  @Override
  public StreamRecord read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).streamRecord();
  }

  /// The fields of an event, within an object that the caller opens and closes.
  static void writeFields(Event event, JsonWriter json) {
    json.name("type", StreamRecordDraft.EVENT);
    json.text("id", event.id());
    json.instant("time", event.time());
    json.entities("entities", event.entities());
    json.position("source", event.source());
    json.payload("data", event.payload());
  }

  /// An event as a value within another record.
  static void writeField(String field, Event event, JsonWriter json) {
    json.startObject(field);
    writeFields(event, json);
    json.endObject();
  }
}
