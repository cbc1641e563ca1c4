package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `{"event_id":…,"part":"a:card","parts":[…],"source":…,"values":{…},"event":{…}}`, with `failed`
/// and a reason in the place of `values` where nothing could be computed.
public final class FeaturePartFormat implements JsonFormat<FeaturePart> {

  @Override
  public void write(FeaturePart value, JsonGenerator json) throws IOException {
    About about = value.about();
    json.writeStartObject();
    json.writeStringField("event_id", about.eventId());
    json.writeStringField("part", about.part().name());
    JsonOutput.texts(json, "parts", about.parts());
    json.writeStringField("source", about.source().toString());
    switch (value) {
      case FeaturePart.Computed(About _, Map<String, FeatureValue> values) ->
          JsonOutput.values(json, "values", values);
      case FeaturePart.Failed(About _, String reason) -> json.writeStringField("failed", reason);
    }
    if (about.event() != null) {
      StreamRecordFormat.writeField("event", about.event(), json);
    }
    json.writeEndObject();
  }

  @Override
  public FeaturePart read(JsonInput json) throws IOException {
    String eventId = null;
    String part = null;
    List<String> parts = null;
    Position source = null;
    Event event = null;
    Map<String, FeatureValue> values = null;
    String failed = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "part" -> part = json.text();
        case "parts" -> parts = json.texts();
        case "source" -> source = json.position();
        case "event" -> event = StreamRecordDraft.read(json).event();
        case "values" -> values = json.values();
        case "failed" -> failed = json.text();
        default -> json.skip();
      }
    }
    About about =
        new About(
            json.required("event_id", eventId),
            new Part(json.required("part", part)),
            json.required("parts", parts).stream().map(Part::new).toList(),
            json.required("source", source),
            event);
    return failed == null
        ? new FeaturePart.Computed(about, json.required("values", values))
        : new FeaturePart.Failed(about, failed);
  }
}
