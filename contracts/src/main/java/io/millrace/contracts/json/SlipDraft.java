package io.millrace.contracts.json;

import io.millrace.contracts.Part;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a routing slip among those of a record: `"parts":["b","a:card"]`, and after the
/// first assignment `"assignment":7,"release":3`, with a shadow `"shadow":4,"shadow_parts":["b"]`.
final class SlipDraft {
  private @Nullable List<String> parts;
  private List<String> shadowParts = List.of();
  private int assignment;
  private int release;
  private @Nullable Integer shadow;

  static void write(RoutingSlip slip, JsonWriter json) {
    json.names("parts", slip.parts());
    write(slip.stamp(), json);
    if (!slip.shadowParts().isEmpty()) {
      json.names("shadow_parts", slip.shadowParts());
    }
  }

  static void write(Stamp stamp, JsonWriter json) {
    if (!stamp.equals(Stamp.NONE)) {
      json.number("assignment", stamp.assignment());
      json.number("release", stamp.release());
      if (stamp.shadow() != null) {
        json.number("shadow", stamp.shadow());
      }
    }
  }

  /// Reads a field's value if it is one of these.
  ///
  /// @return whether it is
  boolean read(String field, JsonInput json) throws IOException {
    switch (field) {
      case "parts" -> parts = json.names();
      case "shadow_parts" -> shadowParts = json.names();
      case "assignment" -> assignment = json.integer();
      case "release" -> release = json.integer();
      case "shadow" -> shadow = json.integer();
      default -> {
        return false;
      }
    }
    return true;
  }

  Stamp stamp() {
    return assignment == 0 && release == 0 && shadow == null
        ? Stamp.NONE
        : new Stamp(assignment, release, shadow);
  }

  RoutingSlip slip(JsonInput json) throws MalformedJson {
    return new RoutingSlip(stamp(), parts(json.required("parts", parts)), parts(shadowParts));
  }

  private static List<Part> parts(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>(names.size());
    for (String name : names) {
      parts.add(new Part(name));
    }
    return parts;
  }
}
