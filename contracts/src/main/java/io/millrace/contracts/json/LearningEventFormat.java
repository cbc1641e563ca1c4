package io.millrace.contracts.json;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import java.io.IOException;
import java.util.List;

///
/// `{"type":"promoted","run":3,"at":"2018-06-01T00:00:00Z","release":4,"previous":2,"assignment":9}`,
/// with the fields of each type.
public final class LearningEventFormat implements JsonFormat<LearningEvent> {

  @Override
  public void write(LearningEvent value, JsonWriter json) {
    json.startObject();
    json.name("type", LearningEventDraft.type(value));
    json.number("run", value.run());
    json.instant("at", value.at());
    switch (value) {
      case TrainingStarted started -> {
        json.name("trigger", started.trigger().name());
        json.number("from", started.from());
        json.number("to", started.to());
      }
      case TrainingFailed failed -> json.text("reason", failed.reason());
      case Published published -> {
        json.number("release", published.release());
        json.startObject("metrics");
        published.metrics().forEach(json::number);
        json.endObject();
      }
      case Shadowed shadowed -> {
        json.number("release", shadowed.release());
        json.number("assignment", shadowed.assignment());
      }
      case Judged judged -> {
        json.number("release", judged.release());
        gates(judged.gates(), json);
      }
      case Promoted promoted -> {
        json.number("release", promoted.release());
        json.number("previous", promoted.previous());
        json.number("assignment", promoted.assignment());
      }
      case Dropped dropped -> {
        if (dropped.release() != null) {
          json.number("release", dropped.release());
        }
        json.text("reason", dropped.reason());
      }
      case Confirmed confirmed -> {
        json.number("release", confirmed.release());
        gates(confirmed.gates(), json);
      }
      case RolledBack back -> {
        json.number("release", back.release());
        json.number("to_release", back.to());
        gates(back.gates(), json);
      }
      case Assigned assigned -> {
        json.number("release", assigned.release());
        json.number("previous", assigned.previous());
        json.number("assignment", assigned.assignment());
        json.name("cause", assigned.cause().name());
        json.text("reason", assigned.reason());
      }
      case Ordered ordered -> {
        json.name("order", ordered.order().name());
        json.text("reason", ordered.reason());
      }
    }
    json.endObject();
  }

  private static void gates(List<Gate> gates, JsonWriter json) {
    json.startArray("gates");
    for (Gate gate : gates) {
      json.startObject();
      json.name("name", gate.name());
      json.flag("passed", gate.passed());
      json.text("evidence", gate.evidence());
      json.endObject();
    }
    json.endArray();
  }

  @Override
  public LearningEvent read(JsonInput json) throws IOException {
    LearningEventDraft draft = new LearningEventDraft();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      draft.read(field, json);
    }
    return draft.event(json);
  }
}
