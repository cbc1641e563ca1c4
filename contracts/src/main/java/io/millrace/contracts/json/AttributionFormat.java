package io.millrace.contracts.json;

import io.millrace.contracts.Assessment.Attribution;
import java.io.IOException;
import java.util.List;

/// `{"feature":"amount","effect":0.3}`, in an array that is left out where it would be empty.
final class AttributionFormat {

  private AttributionFormat() {}

  static void writeField(String field, List<Attribution> attributions, JsonWriter json) {
    if (attributions.isEmpty()) {
      return;
    }
    json.startArray(field);
    for (Attribution attribution : attributions) {
      json.startObject();
      json.text("feature", attribution.feature());
      json.number("effect", attribution.effect());
      json.endObject();
    }
    json.endArray();
  }

  static Attribution read(JsonInput json) throws IOException {
    String feature = null;
    Double effect = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "feature" -> feature = json.text();
        case "effect" -> effect = json.number();
        default -> json.skip();
      }
    }
    return new Attribution(json.required("feature", feature), json.required("effect", effect));
  }
}
