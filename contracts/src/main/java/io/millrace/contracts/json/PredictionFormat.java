package io.millrace.contracts.json;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Event;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// `{"event":{…},"features":{…},"outputs":{"score":0.97},"model":{…},"degraded":[],"sources":{…}}`,
/// with a `release` after the first assignment and a `shadow` that says as much, where one was
/// asked.
public final class PredictionFormat implements JsonFormat<Prediction> {

  @Override
  public void write(Prediction value, JsonWriter json) {
    json.startObject();
    StreamRecordFormat.writeField("event", value.event(), json);
    AssessmentDraft.write(value.judged(), json);
    if (value.shadow() != null) {
      json.startObject("shadow");
      AssessmentDraft.write(value.shadow(), json);
      json.endObject();
    }
    json.startObject("sources");
    for (Map.Entry<Part, Position> source : value.sources().entrySet()) {
      json.position(source.getKey().name(), source.getValue());
    }
    json.endObject();
    json.endObject();
  }

  @Override
  public Prediction read(JsonInput json) throws IOException {
    Event event = null;
    AssessmentDraft judged = new AssessmentDraft();
    Assessment shadow = null;
    Map<Part, Position> sources = Map.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event" -> event = StreamRecordDraft.read(json).event();
        case "shadow" -> shadow = assessment(json);
        case "sources" -> sources = sources(json);
        default -> {
          if (!judged.read(field, json)) {
            json.skip();
          }
        }
      }
    }
    return new Prediction(json.required("event", event), judged.assessment(json), shadow, sources);
  }

  private static Assessment assessment(JsonInput json) throws IOException {
    AssessmentDraft draft = new AssessmentDraft();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      if (!draft.read(field, json)) {
        json.skip();
      }
    }
    return draft.assessment(json);
  }

  private static Map<Part, Position> sources(JsonInput json) throws IOException {
    Map<Part, Position> sources = new LinkedHashMap<>();
    for (String part = json.firstField(); part != null; part = json.nextField()) {
      sources.put(new Part(part), json.position());
    }
    return sources;
  }
}
