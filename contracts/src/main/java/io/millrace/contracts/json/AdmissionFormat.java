package io.millrace.contracts.json;

import io.millrace.contracts.release.Admission;
import java.io.IOException;

/// `{"service":"model-service","instance":"a1","release":3}`, with `"refusal":"…"` if it cannot
/// serve it.
public final class AdmissionFormat implements JsonFormat<Admission> {

  @Override
  public void write(Admission value, JsonWriter json) {
    json.startObject();
    json.name("service", value.service());
    json.text("instance", value.instance());
    json.number("release", value.release());
    if (value.refusal() != null) {
      json.text("refusal", value.refusal());
    }
    json.endObject();
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
