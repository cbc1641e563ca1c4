package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.release.Admission;
import java.io.IOException;

/// `{"service":"model-service","instance":"a1","release":3}`, with `"refusal":"…"` if it cannot
/// serve it.
public final class AdmissionFormat implements JsonFormat<Admission> {

  @Override
  public void write(Admission value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", value.service());
    json.writeStringField("instance", value.instance());
    json.writeNumberField("release", value.release());
    if (value.refusal() != null) {
      json.writeStringField("refusal", value.refusal());
    }
    json.writeEndObject();
  }

  @Override
  public Admission read(JsonInput json) throws IOException {
    String service = null;
    String instance = null;
    Integer release = null;
    String refusal = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "service" -> service = json.text();
        case "instance" -> instance = json.text();
        case "release" -> release = json.integer();
        case "refusal" -> refusal = json.text();
        default -> json.skip();
      }
    }
    return new Admission(
        json.required("service", service),
        json.required("instance", instance),
        json.required("release", release),
        refusal);
  }
}
