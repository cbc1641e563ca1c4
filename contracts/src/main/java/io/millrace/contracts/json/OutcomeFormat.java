package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Stamp;
import java.io.IOException;

/// `{"type":"outcome","id":…,"time":…,"entities":{…},"label":1.0,"known_at":…,"source":…}`.
public final class OutcomeFormat implements JsonFormat<Outcome> {

  @Override
  public void write(Outcome value, JsonGenerator json) throws IOException {
    writeOutcome(value, Stamp.NONE, json);
  }

  @Override
  public Outcome read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).outcome();
  }

  /// An outcome, with a stamp where it is routed.
  static void writeOutcome(Outcome outcome, Stamp stamp, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFields(outcome, stamp, json);
    json.writeEndObject();
  }

  static void writeFields(Outcome outcome, Stamp stamp, JsonGenerator json) throws IOException {
    json.writeStringField("type", StreamRecordDraft.OUTCOME);
    json.writeStringField("id", outcome.eventId());
    json.writeStringField("time", InstantText.of(outcome.eventTime()));
    JsonOutput.entities(json, "entities", outcome.entities());
    json.writeFieldName("label");
    JsonOutput.value(json, outcome.label());
    json.writeStringField("known_at", InstantText.of(outcome.knownAt()));
    if (outcome.reporter() != null) {
      json.writeStringField("reporter", outcome.reporter());
    }
    json.writeStringField("source", outcome.source().toString());
    SlipDraft.write(stamp, json);
  }
}
