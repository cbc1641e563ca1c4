package io.millrace.contracts.json;

import io.millrace.contracts.ModelRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `{"name":…,"sha256":…}`.
final class ModelRefFormat {

  private ModelRefFormat() {}

  static void writeField(String field, @Nullable ModelRef model, JsonWriter json) {
    if (model != null) {
      json.startObject(field);
      json.name("name", model.name());
      json.name("sha256", model.sha256());
      json.endObject();
    }
  }

  static ModelRef read(JsonInput json) throws IOException {
    String name = null;
    String sha256 = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> name = json.name();
        case "sha256" -> sha256 = json.name();
        default -> json.skip();
      }
    }
    return new ModelRef(json.required("name", name), json.required("sha256", sha256));
  }
}
