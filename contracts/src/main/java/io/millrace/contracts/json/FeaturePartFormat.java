package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Failed;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"event_id":…,"part":"a:card","parts":[…],"source":…,"values":{…},"event":{…}}`, with `failed`
/// and a reason in the place of `values` where nothing could be computed, and `shadow_values` or
/// `shadow_failed` for a shadow.
public final class FeaturePartFormat implements JsonFormat<FeaturePart> {

  @Override
  public void write(FeaturePart value, JsonGenerator json) throws IOException {
    About about = value.about();
    json.writeStartObject();
    json.writeStringField("event_id", about.eventId());
    json.writeStringField("part", about.part().name());
    SlipDraft.write(about.slip(), json);
    json.writeStringField("source", about.source().toString());
    switch (value.values()) {
      case Computed(var values) -> JsonOutput.values(json, "values", values);
      case Failed(String reason) -> json.writeStringField("failed", reason);
    }
    switch (value.shadowValues()) {
      case Computed(var values) -> JsonOutput.values(json, "shadow_values", values);
      case Failed(String reason) -> json.writeStringField("shadow_failed", reason);
      case null -> {}
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
    SlipDraft slip = new SlipDraft();
    Position source = null;
    Event event = null;
    Map<String, FeatureValue> values = null;
    String failed = null;
    Map<String, FeatureValue> shadowValues = null;
    String shadowFailed = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "part" -> part = json.text();
        case "source" -> source = json.position();
        case "event" -> event = StreamRecordDraft.read(json).event();
        case "values" -> values = json.values();
        case "failed" -> failed = json.text();
        case "shadow_values" -> shadowValues = json.values();
        case "shadow_failed" -> shadowFailed = json.text();
        default -> {
          if (!slip.read(field, json)) {
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
    return new FeaturePart(
        about, json.required("values", values(values, failed)), values(shadowValues, shadowFailed));
  }

  private static FeaturePart.@Nullable Values values(
      @Nullable Map<String, FeatureValue> computed, @Nullable String failed) {
    if (failed != null) {
      return new Failed(failed);
    }
    return computed == null ? null : new Computed(computed);
  }
}
