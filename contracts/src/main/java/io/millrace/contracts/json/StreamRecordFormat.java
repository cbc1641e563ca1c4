package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
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
  public void write(StreamRecord value, JsonGenerator json) throws IOException {
    switch (value) {
      case Event event -> {
        json.writeStartObject();
        writeFields(event, json);
        json.writeEndObject();
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
  static void writeFields(Event event, JsonGenerator json) throws IOException {
    json.writeStringField("type", StreamRecordDraft.EVENT);
    json.writeStringField("id", event.id());
    json.writeStringField("time", InstantText.of(event.time()));
    JsonOutput.entities(json, "entities", event.entities());
    json.writeStringField("source", event.source().toString());
    JsonOutput.payload(json, "data", event.payload());
  }

  /// An event as a value within another record.
  static void writeField(String field, Event event, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(field);
    writeFields(event, json);
    json.writeEndObject();
  }
}
