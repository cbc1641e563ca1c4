package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import java.io.IOException;

/// `{"event_id":…,"action":…,"outcome":"REVIEW","topic":"review-queue","body":{…}}`;
/// `"webhook":url` or `"log":true` in the place of `topic` name the other targets.
public final class ActionFormat implements JsonFormat<Action> {

  @Override
  public void write(Action value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", value.eventId());
    json.writeStringField("action", value.name());
    json.writeStringField("outcome", value.outcome());
    switch (value.target()) {
      case Target.ToTopic(String topic) -> json.writeStringField("topic", topic);
      case Target.ToWebhook(String url) -> json.writeStringField("webhook", url);
      case Target.ToLog() -> json.writeBooleanField("log", true);
    }
    JsonOutput.payload(json, "body", value.body());
    json.writeEndObject();
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
        case "action" -> action = json.text();
        case "outcome" -> outcome = json.text();
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
