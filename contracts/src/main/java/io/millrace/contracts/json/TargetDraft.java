package io.millrace.contracts.json;

import io.millrace.contracts.Action.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The target of an action, as far as its fields have come.
final class TargetDraft {
  private @Nullable String topic;
  private @Nullable String webhook;
  private Map<String, String> headers = Map.of();
  private boolean log;
  private @Nullable String list;
  private @Nullable String item;
  private @Nullable Duration duration;
  private @Nullable String unmade;

  /// Takes a field, or passes over one that it does not know.
  void read(String field, JsonInput json) throws IOException {
    switch (field) {
      case "topic" -> topic = json.text();
      case "webhook" -> webhook = json.text();
      case "headers" -> headers = json.map(JsonInput::text);
      case "log" -> log = json.flag();
      case "list" -> list = json.text();
      case "item" -> item = json.text();
      case "seconds" -> duration = Duration.ofSeconds(json.integer());
      case "unmade" -> unmade = json.text();
      default -> json.skip();
    }
  }

  /// The target; null where the fields name none.
  @Nullable Target target() {
    if (topic != null) {
      return new Target.ToTopic(topic);
    }
    if (webhook != null) {
      return new Target.ToWebhook(webhook, headers);
    }
    if (list != null && item != null) {
      return new Target.ToList(list, item, duration);
    }
    if (unmade != null) {
      return new Target.Unmade(unmade);
    }
    return log ? new Target.ToLog() : null;
  }
}
