package io.millrace.contracts.json;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Evidence;
import io.millrace.contracts.Evaluation.Group;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// `{"day":"2018-06-01","release":3,"segment":"is_night=1","examples":1200,"positives":40,
/// "weight":5840.0,"metrics":{"average_precision":0.71,…},"thresholds":[{"threshold":0.9,…}]}`.
public final class EvaluationFormat implements JsonFormat<Evaluation> {

  @Override
  public void write(Evaluation value, JsonWriter json) {
    json.startObject();
    json.text("day", value.day().toString());
    Group group = value.group();
    if (group.release() != null) {
      json.number("release", group.release());
    }
    if (group.segment() != null) {
      json.text("segment", group.segment());
    }
    json.number("examples", value.evidence().examples());
    json.number("positives", value.evidence().positives());
    json.number("weight", value.evidence().weight());
    json.startObject("metrics");
    value.metrics().forEach(json::number);
    json.endObject();
    json.startArray("thresholds");
    for (AtThreshold threshold : value.thresholds()) {
      write(threshold, json);
    }
    json.endArray();
    json.endObject();
  }

  private static void write(AtThreshold at, JsonWriter json) {
    json.startObject();
    json.number("threshold", at.threshold());
    if (at.precision() != null) {
      json.number("precision", at.precision());
    }
    if (at.recall() != null) {
      json.number("recall", at.recall());
    }
    json.endObject();
  }

  @Override
  public Evaluation read(JsonInput json) throws IOException {
    LocalDate day = null;
    Integer release = null;
    String segment = null;
    int examples = 0;
    int positives = 0;
    double weight = 0;
    Map<String, Double> metrics = Map.of();
    List<AtThreshold> thresholds = List.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "day" -> day = day(json.text());
        case "release" -> release = json.integer();
        case "segment" -> segment = json.text();
        case "examples" -> examples = json.integer();
        case "positives" -> positives = json.integer();
        case "weight" -> weight = json.number();
        case "metrics" -> metrics = json.map(JsonInput::number);
        case "thresholds" -> thresholds = json.list(EvaluationFormat::threshold);
        default -> json.skip();
      }
    }
    return new Evaluation(
        json.required("day", day),
        new Group(release, segment),
        new Evidence(examples, positives, weight),
        metrics,
        thresholds);
  }

  private static LocalDate day(String text) throws MalformedJson {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw new MalformedJson("'%s' is not a day such as 2018-06-01".formatted(text));
    }
  }

  private static AtThreshold threshold(JsonInput json) throws IOException {
    Double threshold = null;
    Double precision = null;
    Double recall = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "threshold" -> threshold = json.number();
        case "precision" -> precision = json.number();
        case "recall" -> recall = json.number();
        default -> json.skip();
      }
    }
    return new AtThreshold(json.required("threshold", threshold), precision, recall);
  }
}
