package io.millrace.contracts.json;

import io.millrace.contracts.Decision.HeldBack;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `{"outcome":"DECLINE","share":0.01}`.
final class HeldBackFormat {

  private HeldBackFormat() {}

  /// Writes `"held_back":{…}`; nothing where the event was not held back.
  static void writeField(@Nullable HeldBack heldBack, JsonWriter json) {
    if (heldBack == null) {
      return;
    }
    json.startObject("held_back");
    json.name("outcome", heldBack.outcome());
    json.number("share", heldBack.share());
    json.endObject();
  }

  static HeldBack read(JsonInput json) throws IOException {
    String outcome = null;
    Double share = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "outcome" -> outcome = json.name();
        case "share" -> share = json.number();
        default -> json.skip();
      }
    }
    return new HeldBack(json.required("outcome", outcome), json.required("share", share));
  }
}
