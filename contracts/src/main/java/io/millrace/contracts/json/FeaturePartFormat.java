package io.millrace.contracts.json;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.io.IOException;

/// `{"event_id":…,"part":"a:card","parts":[…],"source":…,"values":{…},"event":{…}}`, with the
/// values as [ValuesDraft] has them.
public final class FeaturePartFormat implements JsonFormat<FeaturePart> {

  @Override
  public void write(FeaturePart value, JsonWriter json) {
    About about = value.about();
    json.startObject();
    json.text("event_id", about.eventId());
    json.name("part", about.part().name());
    SlipDraft.write(about.slip(), json);
    json.position("source", about.source());
    ValuesDraft.write(value, json);
    if (about.event() != null) {
      StreamRecordFormat.writeField("event", about.event(), json);
    }
    json.endObject();
  }

  @Override
  public FeaturePart read(JsonInput json) throws IOException {
    String eventId = null;
    String part = null;
    SlipDraft slip = new SlipDraft();
    Position source = null;
    Event event = null;
    ValuesDraft values = new ValuesDraft();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "part" -> part = json.name();
        case "source" -> source = json.position();
        case "event" -> event = StreamRecordDraft.read(json).event();
        default -> {
          if (!slip.read(field, json) && !values.read(field, json)) {
            json.skip();
          }
        }
      }
    }
    About about =
        new About(
            json.required("event_id", eventId),
            new Part(json.required("part", part)),
            slip.slip(json),
            json.required("source", source),
            event);
    return values.part(about, json);
  }
}
