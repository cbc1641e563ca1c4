package io.millrace.contracts.json;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

///
/// `{"event_id":…,"event_time":…,"entities":{…},"features":{…},"judged":{"release":3,"outputs":{…}},
/// "label":1.0,"known_at":…,"reporter":…,"decided":"REVIEW","observed":true,"weight":1.0,…}`.
public final class ExampleFormat implements JsonFormat<Example> {

  @Override
  public void write(Example value, JsonWriter json) {
    json.startObject();
    json.text("event_id", value.eventId());
    json.instant("event_time", value.eventTime());
    json.entities("entities", value.entities());
    json.values("features", value.features());
    SaidFormat.writeField("judged", value.judged(), json);
    SaidFormat.writeField("shadow", value.shadow(), json);
    json.field("label");
    json.value(value.label());
    Report report = value.report();
    if (report != null) {
      json.instant("known_at", report.knownAt());
      if (report.reporter() != null) {
        json.text("reporter", report.reporter());
      }
    }
    if (value.decided() != null) {
      json.name("decided", value.decided());
    }
    json.flag("observed", value.observed());
    json.number("weight", value.weight());
    json.position("prediction", value.prediction());
    json.endObject();
  }

  @Override
  public Example read(JsonInput json) throws IOException {
    String eventId = null;
    Instant eventTime = null;
    List<EntityKey> entities = null;
    Map<String, FeatureValue> features = null;
    Said judged = null;
    Said shadow = null;
    FeatureValue label = null;
    Instant knownAt = null;
    String reporter = null;
    String decided = null;
    boolean observed = true;
    double weight = 1;
    Position prediction = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "event_id" -> eventId = json.text();
        case "event_time" -> eventTime = json.instant();
        case "entities" -> entities = json.entities();
        case "features" -> features = json.values();
        case "judged" -> judged = SaidFormat.read(json);
        case "shadow" -> shadow = SaidFormat.read(json);
        case "label" -> label = json.value();
        case "known_at" -> knownAt = json.instant();
        case "reporter" -> reporter = json.text();
        case "decided" -> decided = json.name();
        case "observed" -> observed = json.flag();
        case "weight" -> weight = json.number();
        case "prediction" -> prediction = json.position();
        default -> json.skip();
      }
    }
    return new Example(
        json.required("event_id", eventId),
        json.required("event_time", eventTime),
        json.required("entities", entities),
        json.required("features", features),
        json.required("judged", judged),
        shadow,
        json.required("label", label),
        report(knownAt, reporter),
        decided,
        observed,
        weight,
        json.required("prediction", prediction));
  }

  private static @Nullable Report report(@Nullable Instant knownAt, @Nullable String reporter) {
    return knownAt == null ? null : new Report(knownAt, reporter);
  }
}
