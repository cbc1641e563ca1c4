package io.millrace.trainer.outcomes;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import io.millrace.contracts.json.JsonFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonWriter;
import io.millrace.contracts.json.SaidFormat;
import io.millrace.trainer.outcomes.OpenCase.Decided;
import io.millrace.trainer.outcomes.OpenCase.Predicted;
import io.millrace.trainer.outcomes.OpenCase.Reported;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

///
/// `{"event_id":…,"event_time":…,"predicted":{…},"decided":"REVIEW","share":0.01,"reports":[{"label":1.0,…}]}`,
/// without what has not come yet, and without a share of 1.
final class OpenCaseFormat implements JsonFormat<OpenCase> {

  @Override
  public void write(OpenCase value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.instant("event_time", value.eventTime());
    if (value.predicted() != null) {
      json.field("predicted");
      write(value.predicted(), json);
    }
    if (value.decided() != null) {
      json.name("decided", value.decided().outcome());
      if (value.decided().isHeldBack()) {
        json.number("share", value.decided().share());
      }
    }
    json.startArray("reports");
    value.reports().forEach(reported -> write(reported, json));
    json.endArray();
    json.endObject();
  }

  private static void write(Predicted predicted, JsonWriter json) {
    json.startObject();
    json.entities("entities", predicted.entities());
    json.values("features", predicted.features());
    SaidFormat.writeField("judged", predicted.judged(), json);
    SaidFormat.writeField("shadow", predicted.shadow(), json);
    json.position("at", predicted.at());
    json.endObject();
  }

  private static void write(Reported reported, JsonWriter json) {
    json.startObject();
    json.field("label");
    json.value(reported.label());
    json.instant("known_at", reported.report().knownAt());
    if (reported.report().reporter() != null) {
      json.text("reporter", reported.report().reporter());
    }
    json.position("source", reported.source());
    json.endObject();
  }

  @Override
  public OpenCase read(JsonInput json) throws IOException {
    String eventId = null;
    Instant eventTime = null;
    Predicted predicted = null;
    String outcome = null;
    double share = 1;
    List<Reported> reports = List.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "event_time" -> eventTime = json.instant();
        case "predicted" -> predicted = predicted(json);
        case "decided" -> outcome = json.name();
        case "share" -> share = json.number();
        case "reports" -> reports = json.list(OpenCaseFormat::reported);
        default -> json.skip();
      }
    }
    return new OpenCase(
        json.required("event_id", eventId),
        json.required("event_time", eventTime),
        predicted,
        outcome == null ? null : new Decided(outcome, share),
        reports);
  }

  private static Predicted predicted(JsonInput json) throws IOException {
    List<EntityKey> entities = null;
    Map<String, FeatureValue> features = null;
    Said judged = null;
    Said shadow = null;
    Position at = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "entities" -> entities = json.entities();
        case "features" -> features = json.values();
        case "judged" -> judged = SaidFormat.read(json);
        case "shadow" -> shadow = SaidFormat.read(json);
        case "at" -> at = json.position();
        default -> json.skip();
      }
    }
    return new Predicted(
        json.required("entities", entities),
        json.required("features", features),
        json.required("judged", judged),
        shadow,
        json.required("at", at));
  }

  private static Reported reported(JsonInput json) throws IOException {
    FeatureValue label = null;
    Instant knownAt = null;
    @Nullable String reporter = null;
    Position source = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "label" -> label = json.value();
        case "known_at" -> knownAt = json.instant();
        case "reporter" -> reporter = json.text();
        case "source" -> source = json.position();
        default -> json.skip();
      }
    }
    return new Reported(
        json.required("label", label),
        new Report(json.required("known_at", knownAt), reporter),
        json.required("source", source));
  }
}
