package io.millrace.contracts.json;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of an assessment among those of a record:
/// `"release":3,"features":{…},"outputs":{"score":0.97},"model":{…},"degraded":[]`, and where there
/// are any, `"fallback":"…"` and `"attributions":[{"feature":"amount","effect":0.3}]`.
final class AssessmentDraft {
  private int release;
  private @Nullable Map<String, FeatureValue> features;
  private @Nullable Map<String, FeatureValue> outputs;
  private @Nullable ModelRef model;
  private List<String> degraded = List.of();
  private @Nullable String fallback;
  private List<Attribution> attributions = List.of();

  static void write(Assessment value, JsonWriter json) {
    if (value.release() > 0) {
      json.number("release", value.release());
    }
    json.values("features", value.features());
    json.values("outputs", value.outputs());
    ModelRefFormat.writeField("model", value.model(), json);
    json.texts("degraded", value.degraded());
    if (value.fallback() != null) {
      json.text("fallback", value.fallback());
    }
    AttributionFormat.writeField("attributions", value.attributions(), json);
  }

  /// Reads a field's value if it is one of these.
  ///
  /// @return whether it is
  boolean read(String field, JsonInput json) throws IOException {
    switch (field) {
      case "release" -> release = json.integer();
      case "features" -> features = json.values();
      case "outputs" -> outputs = json.values();
      case "model" -> model = ModelRefFormat.read(json);
      case "degraded" -> degraded = json.texts();
      case "fallback" -> fallback = json.text();
      case "attributions" -> attributions = json.list(AttributionFormat::read);
      default -> {
        return false;
      }
    }
    return true;
  }

  Assessment assessment(JsonInput json) throws MalformedJson {
    return new Assessment(
        release,
        json.required("features", features),
        json.required("outputs", outputs),
        model,
        degraded,
        fallback,
        attributions);
  }
}
