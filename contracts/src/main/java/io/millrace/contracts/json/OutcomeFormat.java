package io.millrace.contracts.json;

import io.millrace.contracts.Outcome;
import io.millrace.contracts.Stamp;
import java.io.IOException;

/// `{"type":"outcome","id":…,"time":…,"entities":{…},"label":1.0,"known_at":…,"source":…}`.
public final class OutcomeFormat implements JsonFormat<Outcome> {

  @Override
  public void write(Outcome value, JsonWriter json) {
    writeOutcome(value, Stamp.NONE, json);
  }

  @Override
  public Outcome read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).outcome();
  }

  /// An outcome, with a stamp where it is routed.
  static void writeOutcome(Outcome outcome, Stamp stamp, JsonWriter json) {
    json.startObject();
    writeFields(outcome, stamp, json);
    json.endObject();
  }

  static void writeFields(Outcome outcome, Stamp stamp, JsonWriter json) {
    json.name("type", StreamRecordDraft.OUTCOME);
    json.text("id", outcome.eventId());
    json.instant("time", outcome.eventTime());
    json.entities("entities", outcome.entities());
    json.field("label");
    json.value(outcome.label());
    json.instant("known_at", outcome.knownAt());
    if (outcome.reporter() != null) {
      json.text("reporter", outcome.reporter());
    }
    json.position("source", outcome.source());
    SlipDraft.write(stamp, json);
  }
}
