package io.millrace.contracts.json;

import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"release":3,"outputs":{"score":0.97}}`, a part of other values.
public final class SaidFormat {

  private SaidFormat() {}

  /// A field with what a release said, or none where it said nothing.
  public static void writeField(String field, @Nullable Said said, JsonWriter json) {
    if (said != null) {
      json.startObject(field);
      json.number("release", said.release());
      json.values("outputs", said.outputs());
      json.endObject();
    }
  }

  public static Said read(JsonInput json) throws IOException {
    int release = 0;
    Map<String, FeatureValue> outputs = Map.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "release" -> release = json.integer();
        case "outputs" -> outputs = json.values();
        default -> json.skip();
      }
    }
    return new Said(release, outputs);
  }
}
