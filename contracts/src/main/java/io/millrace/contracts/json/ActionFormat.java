package io.millrace.contracts.json;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import java.io.IOException;
import java.util.Map;

/// `{"event_id":…,"action":…,"outcome":"REVIEW","topic":"review-queue","body":{…}}`;
/// `"webhook":url`, with `"headers":{…}` if it has any, or `"log":true` in the place of `topic`
/// name the other targets. A release follows the outcome, unless it is 0.
public final class ActionFormat implements JsonFormat<Action> {

  @Override
  public void write(Action value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.name("action", value.name());
    json.name("outcome", value.outcome());
    if (value.release() > 0) {
      json.number("release", value.release());
    }
    switch (value.target()) {
      case Target.ToTopic(String topic) -> json.text("topic", topic);
      case Target.ToWebhook webhook -> write(webhook, json);
      case Target.ToLog() -> json.flag("log", true);
    }
    json.payload("body", value.body());
    json.endObject();
  }

  private static void write(Target.ToWebhook webhook, JsonWriter json) {
    json.text("webhook", webhook.url());
    if (!webhook.headers().isEmpty()) {
      json.startObject("headers");
      webhook.headers().forEach(json::text);
      json.endObject();
    }
  }

  @Override
  public Action read(JsonInput json) throws IOException {
    String eventId = null;
    String action = null;
    String outcome = null;
    int release = 0;
    Target target = null;
    Map<String, String> headers = Map.of();
    Payload body = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "action" -> action = json.name();
        case "outcome" -> outcome = json.name();
        case "release" -> release = json.integer();
        case "topic" -> target = new Target.ToTopic(json.text());
        case "webhook" -> target = new Target.ToWebhook(json.text());
        case "headers" -> headers = json.map(JsonInput::text);
        case "log" -> target = new Target.ToLog();
        case "body" -> body = json.objectOrArray();
        default -> json.skip();
      }
    }
    return new Action(
        json.required("event_id", eventId),
        json.required("action", action),
        json.required("outcome", outcome),
        release,
        with(headers, json.required("topic, webhook or log", target)),
        json.required("body", body));
  }

  private static Target with(Map<String, String> headers, Target target) {
    return target instanceof Target.ToWebhook(String url, var _)
        ? new Target.ToWebhook(url, headers)
        : target;
  }
}
