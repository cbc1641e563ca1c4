package io.millrace.contracts.json;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Failed;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.FeatureValue;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a part among the fields of a record: `"values":{…}`, with `failed` and a reason in
/// their place where nothing could be computed, and `shadow_values` or `shadow_failed` for a
/// shadow.
final class ValuesDraft {
  private @Nullable Map<String, FeatureValue> values;
  private @Nullable String failed;
  private @Nullable Map<String, FeatureValue> shadowValues;
  private @Nullable String shadowFailed;

  static void write(FeaturePart part, JsonWriter json) {
    switch (part.values()) {
      case Computed(var values) -> json.values("values", values);
      case Failed(String reason) -> json.text("failed", reason);
    }
    switch (part.shadowValues()) {
      case Computed(var values) -> json.values("shadow_values", values);
      case Failed(String reason) -> json.text("shadow_failed", reason);
      case null -> {}
    }
  }

  /// Reads a field's value if it is one of these.
  ///
  /// @return whether it is
  boolean read(String field, JsonInput json) throws IOException {
    switch (field) {
      case "values" -> values = json.values();
      case "failed" -> failed = json.text();
      case "shadow_values" -> shadowValues = json.values();
      case "shadow_failed" -> shadowFailed = json.text();
      default -> {
        return false;
      }
    }
    return true;
  }

  FeaturePart part(FeaturePart.About about, JsonInput json) throws MalformedJson {
    return new FeaturePart(
        about, json.required("values", values(values, failed)), values(shadowValues, shadowFailed));
  }

  private static @Nullable Values values(
      @Nullable Map<String, FeatureValue> computed, @Nullable String failed) {
    if (failed != null) {
      return new Failed(failed);
    }
    return computed == null ? null : new Computed(computed);
  }
}
