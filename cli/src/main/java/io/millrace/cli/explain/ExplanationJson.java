package io.millrace.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.explain.Trail.Step;
import io.millrace.cli.kafka.Found;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.json.DecisionFormat;
import io.millrace.contracts.json.JsonFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.PredictionFormat;
import io.millrace.decision.ConditionFinding;
import io.millrace.decision.ConditionFinding.Side;
import io.millrace.decision.Finding;
import io.millrace.decision.RuleFinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `millrace explain --json` prints. Records stand in it as on their topics.
final class ExplanationJson {
  private final JsonGenerator out;

  private ExplanationJson(JsonGenerator out) {
    this.out = out;
  }

  static String of(Explanation explanation) {
    return JsonText.of(out -> new ExplanationJson(out).write(explanation));
  }

  private void write(Explanation explanation) throws IOException {
    Trail trail = explanation.trail();
    out.writeStartObject();
    out.writeStringField("event_id", explanation.decision().eventId());
    Optional<Payload> event = trail.event();
    if (event.isPresent()) {
      out.writeFieldName("event");
      out.writeRawValue(event.get().toString().strip());
    }
    record("decision", trail.decision().value(), new DecisionFormat());
    if (trail.prediction() != null) {
      record("prediction", trail.prediction().value(), new PredictionFormat());
    }
    array("features", explanation.features(), this::write);
    out.writeBooleanField("another_policy", explanation.isOfAnotherPolicy());
    array("rules", explanation.rules(), this::write);
    array("actions", trail.actions(), this::write);
    out.writeObjectFieldStart("records");
    write("raw", trail.raw());
    write("prediction", trail.prediction());
    write("decision", trail.decision());
    out.writeEndObject();
    out.writeEndObject();
  }

  private <T> void array(String field, List<T> items, Writing<T> writing) throws IOException {
    out.writeArrayFieldStart(field);
    for (T item : items) {
      writing.write(item);
    }
    out.writeEndArray();
  }

  private interface Writing<T> {
    void write(T item) throws IOException;
  }

  private <T> void record(String field, T value, JsonFormat<T> format) throws IOException {
    out.writeFieldName(field);
    out.writeRawValue(new String(JsonOutput.write(value, format), StandardCharsets.UTF_8));
  }

  private void write(ExplainedFeature feature) throws IOException {
    out.writeStartObject();
    out.writeStringField("feature", feature.name());
    write("value", feature.value());
    out.writeStringField("meaning", feature.meaning());
    out.writeStringField("part", feature.part().name());
    write("source", feature.source());
    out.writeEndObject();
  }

  private void write(RuleFinding rule) throws IOException {
    out.writeStartObject();
    out.writeNumberField("rule", rule.number());
    out.writeStringField("outcome", rule.rule().outcome());
    if (rule.rule().reason() != null) {
      out.writeStringField("reason", rule.rule().reason());
    }
    if (rule.rule().when() != null) {
      out.writeStringField("when", rule.rule().when().source());
    }
    out.writeBooleanField("shadow", rule.rule().isShadow());
    out.writeBooleanField("decides", rule.isDecisive());
    out.writeBooleanField("nearly", rule.isNear());
    write(rule.finding());
    array("conditions", rule.conditions(), this::write);
    out.writeEndObject();
  }

  private void write(ConditionFinding condition) throws IOException {
    out.writeStartObject();
    out.writeStringField("when", condition.source());
    write(condition.finding());
    if (condition.compared() != null) {
      out.writeArrayFieldStart("compared");
      write(condition.compared().left());
      write(condition.compared().right());
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void write(Side side) throws IOException {
    out.writeStartObject();
    out.writeStringField("expression", side.source());
    write("value", side.value());
    out.writeEndObject();
  }

  private void write(Finding finding) throws IOException {
    switch (finding) {
      case Finding.Holds _ -> out.writeStringField("finding", "holds");
      case Finding.HeldBack _ -> out.writeStringField("finding", "held_back");
      case Finding.HoldsNot _ -> out.writeStringField("finding", "holds_not");
      case Finding.LacksScore _ -> out.writeStringField("finding", "lacks_score");
      case Finding.NotReached _ -> out.writeStringField("finding", "not_reached");
      case Finding.NotComputed(String why) -> {
        out.writeStringField("finding", "not_computed");
        out.writeStringField("why", why);
      }
    }
  }

  private void write(Step step) throws IOException {
    out.writeStartObject();
    out.writeStringField("action", step.name());
    StepTarget target = StepTarget.of(step);
    if (target.name().isEmpty()) {
      out.writeBooleanField(target.kind(), true);
    } else {
      out.writeStringField(target.kind(), target.name());
    }
    Found<ActionResult> result = step.result();
    if (result != null) {
      out.writeStringField("status", result.value().status().name());
      out.writeNumberField("attempts", result.value().attempts());
      out.writeStringField("answer", result.value().answer());
    }
    write("asked", step.asked());
    write("result", result);
    out.writeEndObject();
  }

  private void write(String field, FeatureValue value) throws IOException {
    switch (value) {
      case FeatureValue.Scalar(double number) -> out.writeNumberField(field, number);
      case FeatureValue.Text(String text) -> out.writeStringField(field, text);
      case FeatureValue.Vector vector -> {
        out.writeFieldName(field);
        out.writeArray(vector.numbers(), 0, vector.size());
      }
    }
  }

  private void write(String field, @Nullable Found<?> record) throws IOException {
    write(field, record == null ? null : record.at());
  }

  private void write(String field, @Nullable Position position) throws IOException {
    if (position != null) {
      out.writeStringField(field, position.toString());
    }
  }
}
