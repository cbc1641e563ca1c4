package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `{"event":{…},"features":{…},"outputs":{"score":0.97},"model":{…},"degraded":[],"sources":{…}}`.
public final class PredictionFormat implements JsonFormat<Prediction> {

  @Override
  public void write(Prediction value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    StreamRecordFormat.writeField("event", value.event(), json);
    JsonOutput.values(json, "features", value.features());
    JsonOutput.values(json, "outputs", value.outputs());
    ModelRefFormat.writeField("model", value.model(), json);
    JsonOutput.texts(json, "degraded", value.degraded());
    json.writeObjectFieldStart("sources");
    for (Map.Entry<Part, Position> source : value.sources().entrySet()) {
      json.writeStringField(source.getKey().name(), source.getValue().toString());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public Prediction read(JsonInput json) throws IOException {
    Event event = null;
    Map<String, FeatureValue> features = null;
    Map<String, FeatureValue> outputs = null;
    ModelRef model = null;
    List<String> degraded = List.of();
    Map<Part, Position> sources = Map.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event" -> event = StreamRecordDraft.read(json).event();
        case "features" -> features = json.values();
        case "outputs" -> outputs = json.values();
        case "model" -> model = ModelRefFormat.read(json);
        case "degraded" -> degraded = json.texts();
        case "sources" -> sources = sources(json);
        default -> json.skip();
      }
    }
    return new Prediction(
        json.required("event", event),
        json.required("features", features),
        json.required("outputs", outputs),
        model,
        degraded,
        sources);
  }

  private static Map<Part, Position> sources(JsonInput json) throws IOException {
    Map<Part, Position> sources = new LinkedHashMap<>();
    for (String part = json.firstField(); part != null; part = json.nextField()) {
      sources.put(new Part(part), json.position());
    }
    return sources;
  }
}
