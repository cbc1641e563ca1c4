package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.ModelRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `{"name":…,"sha256":…}`.
final class ModelRefFormat {

  private ModelRefFormat() {}

  static void writeField(String field, @Nullable ModelRef model, JsonGenerator json)
      throws IOException {
    if (model != null) {
      json.writeObjectFieldStart(field);
      json.writeStringField("name", model.name());
      json.writeStringField("sha256", model.sha256());
      json.writeEndObject();
    }
  }

  static ModelRef read(JsonInput json) throws IOException {
    String name = null;
    String sha256 = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> name = json.text();
        case "sha256" -> sha256 = json.text();
        default -> json.skip();
      }
    }
    return new ModelRef(json.required("name", name), json.required("sha256", sha256));
  }
}
