package io.millrace.contracts.json;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import java.io.IOException;

/// `{"event_id":…,"action":…,"outcome":"REVIEW","topic":"review-queue","body":{…}}`;
/// `"webhook":url` or `"log":true` in the place of `topic` name the other targets.
public final class ActionFormat implements JsonFormat<Action> {

  @Override
  public void write(Action value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.name("action", value.name());
    json.name("outcome", value.outcome());
    switch (value.target()) {
      case Target.ToTopic(String topic) -> json.text("topic", topic);
      case Target.ToWebhook(String url) -> json.text("webhook", url);
      case Target.ToLog() -> json.flag("log", true);
    }
    json.payload("body", value.body());
    json.endObject();
  }

  @Override
  public Action read(JsonInput json) throws IOException {
    String eventId = null;
    String action = null;
    String outcome = null;
    Target target = null;
    Payload body = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "action" -> action = json.name();
        case "outcome" -> outcome = json.name();
        case "topic" -> target = new Target.ToTopic(json.text());
        case "webhook" -> target = new Target.ToWebhook(json.text());
        case "log" -> target = new Target.ToLog();
        case "body" -> body = json.payload();
        default -> json.skip();
      }
    }
    return new Action(
        json.required("event_id", eventId),
        json.required("action", action),
        json.required("outcome", outcome),
        json.required("topic, webhook or log", target),
        json.required("body", body));
  }
}
