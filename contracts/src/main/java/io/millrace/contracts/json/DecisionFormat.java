package io.millrace.contracts.json;

import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Position;
import io.millrace.contracts.RuleMatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `{"event_id":…,"event_time":…,"entities":{…},"outcome":"DECLINE","rule":1,"reasons":[…],…}`.
public final class DecisionFormat implements JsonFormat<Decision> {

  @Override
  public void write(Decision value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.instant("event_time", value.eventTime());
    json.entities("entities", value.entities());
    json.name("outcome", value.outcome());
    if (value.rule() > 0) {
      json.number("rule", value.rule());
    }
    json.names("reasons", value.reasons());
    HeldBackFormat.writeField(value.heldBack(), json);
    RuleMatchFormat.writeField("shadow", value.shadow(), json);
    ListAnswerFormat.writeField("lists", value.lists(), json);
    if (value.release() > 0) {
      json.number("release", value.release());
    }
    json.values("scores", value.scores());
    ModelRefFormat.writeField("model", value.model(), json);
    AttributionFormat.writeField("attributions", value.attributions(), json);
    json.texts("degraded", value.degraded());
    json.position("raw", value.raw());
    json.position("prediction", value.prediction());
    json.endObject();
  }

  @Override
  public Decision read(JsonInput json) throws IOException {
    String eventId = null;
    Instant eventTime = null;
    List<EntityKey> entities = null;
    String outcome = null;
    int rule = 0;
    List<String> reasons = List.of();
    HeldBack heldBack = null;
    List<RuleMatch> shadow = List.of();
    List<ListAnswer> lists = List.of();
    int release = 0;
    Map<String, FeatureValue> scores = Map.of();
    ModelRef model = null;
    List<Attribution> attributions = List.of();
    List<String> degraded = List.of();
    Position raw = null;
    Position prediction = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "event_time" -> eventTime = json.instant();
        case "entities" -> entities = json.entities();
        case "outcome" -> outcome = json.name();
        case "rule" -> rule = json.integer();
        case "reasons" -> reasons = json.names();
        case "held_back" -> heldBack = HeldBackFormat.read(json);
        case "shadow" -> shadow = json.list(RuleMatchFormat::read);
        case "lists" -> lists = json.list(ListAnswerFormat::read);
        case "release" -> release = json.integer();
        case "scores" -> scores = json.values();
        case "model" -> model = ModelRefFormat.read(json);
        case "attributions" -> attributions = json.list(AttributionFormat::read);
        case "degraded" -> degraded = json.texts();
        case "raw" -> raw = json.position();
        case "prediction" -> prediction = json.position();
        default -> json.skip();
      }
    }
    return new Decision(
        json.required("event_id", eventId),
        json.required("event_time", eventTime),
        json.required("entities", entities),
        json.required("outcome", outcome),
        rule,
        reasons,
        heldBack,
        shadow,
        lists,
        release,
        scores,
        model,
        attributions,
        degraded,
        json.required("raw", raw),
        json.required("prediction", prediction));
  }
}
