package io.millrace.contracts.json;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import java.io.IOException;

/// `{"event_id":…,"action":…,"status":"PERFORMED","attempts":1,"answer":…}`.
public final class ActionResultFormat implements JsonFormat<ActionResult> {

  @Override
  public void write(ActionResult value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.name("action", value.action());
    json.name("status", value.status().name());
    json.number("attempts", value.attempts());
    json.text("answer", value.answer());
    json.endObject();
  }

  @Override
  public ActionResult read(JsonInput json) throws IOException {
    String eventId = null;
    String action = null;
    Status status = null;
    int attempts = 0;
    String answer = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "action" -> action = json.name();
        case "status" -> status = Status.valueOf(json.name());
        case "attempts" -> attempts = json.integer();
        case "answer" -> answer = json.text();
        default -> json.skip();
      }
    }
    return new ActionResult(
        json.required("event_id", eventId),
        json.required("action", action),
        json.required("status", status),
        attempts,
        json.required("answer", answer));
  }
}
