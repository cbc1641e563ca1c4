package io.millrace.contracts.json;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import java.io.IOException;

/// `{"event_id":…,"action":…,"outcome":"REVIEW","topic":"review-queue","body":{…}}`;
/// `"webhook":url`, with `"headers":{…}` if it has any, or `"log":true` in the place of `topic`
/// name the other targets, and `"list":…,"item":…,"seconds":86400`, without the last for no end.
/// `"unmade":"…"` says why there is none. A release follows the outcome, unless it is 0.
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
      case Target.ToList list -> write(list, json);
      case Target.Unmade(String reason) -> json.text("unmade", reason);
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

  private static void write(Target.ToList list, JsonWriter json) {
    json.name("list", list.list());
    json.text("item", list.item());
    if (list.duration() != null) {
      json.number("seconds", list.duration().toSeconds());
    }
  }

  @Override
  public Action read(JsonInput json) throws IOException {
    String eventId = null;
    String action = null;
    String outcome = null;
    int release = 0;
    TargetDraft target = new TargetDraft();
    Payload body = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "action" -> action = json.name();
        case "outcome" -> outcome = json.name();
        case "release" -> release = json.integer();
        case "body" -> body = json.objectOrArray();
        default -> target.read(field, json);
      }
    }
    return new Action(
        json.required("event_id", eventId),
        json.required("action", action),
        json.required("outcome", outcome),
        release,
        json.required("topic, webhook, list or log", target.target()),
        json.required("body", body));
  }
}
