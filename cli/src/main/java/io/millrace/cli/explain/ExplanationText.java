package io.millrace.cli.explain;

import io.millrace.cli.explain.Trail.Step;
import io.millrace.cli.kafka.Found;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `millrace explain` prints on a terminal.
final class ExplanationText {
  private static final String GONE = "not kept any more";

  private final Explanation explanation;
  private final Trail trail;
  private final Decision decision;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.trail = explanation.trail();
    this.decision = explanation.decision();
  }

  static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText(explanation);
    text.section("Decision", text.decided());
    text.section("Event", text.event());
    text.section("Features", text.features());
    text.section("Score", text.score());
    if (!text.decision.lists().isEmpty()) {
      text.section("Lists", text.lists());
    }
    text.section(text.rulesTitle(), text.rules());
    text.section("Actions", ActionText.of(text.trail.actions()));
    text.section("Versions", text.versions());
    text.section("Records", text.records());
    return String.join(System.lineSeparator(), text.lines);
  }

  private void section(String title, AlignedRows rows) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
    if (rows.isEmpty()) {
      rows.add("none");
    }
    lines.addAll(rows.lines());
  }

  private AlignedRows decided() {
    AlignedRows rows = new AlignedRows();
    String by = decision.rule() > 0 ? ", by rule " + decision.rule() : "";
    rows.add("outcome", decision.outcome() + by);
    decision.reasons().forEach(reason -> rows.add("reason", reason));
    if (decision.heldBack() != null) {
      rows.add("held back", heldBack(decision.heldBack()));
    }
    for (RuleMatch match : decision.shadow()) {
      String reason = match.reason() == null ? "" : " (" + match.reason() + ")";
      rows.add("in shadow", "rule %d: %s%s".formatted(match.rule(), match.outcome(), reason));
    }
    decision.degraded().forEach(lack -> rows.add("degraded", lack));
    return rows;
  }

  private static String heldBack(HeldBack heldBack) {
    return "from %s: a share of %s of these is let through, so that their truth can show itself"
        .formatted(heldBack.outcome(), ValueText.of(FeatureValue.of(heldBack.share())));
  }

  private AlignedRows event() {
    AlignedRows rows = new AlignedRows();
    rows.add("id", decision.eventId());
    rows.add("time", decision.eventTime().toString());
    for (EntityKey key : decision.entities()) {
      rows.add(key.entity(), key.id());
    }
    rows.add("json", trail.event().map(Payload::toString).map(ValueText::shortened).orElse(GONE));
    return rows;
  }

  private AlignedRows features() {
    AlignedRows rows = new AlignedRows();
    if (trail.prediction() == null) {
      rows.add("the prediction is " + GONE);
    }
    for (ExplainedFeature feature : explanation.features()) {
      rows.add(feature.name(), ValueText.of(feature.value()), feature.meaning());
    }
    return rows;
  }

  private AlignedRows score() {
    AlignedRows rows = new AlignedRows();
    decision.scores().forEach((name, value) -> rows.add(name, ValueText.of(value)));
    for (Attribution moved : decision.attributions()) {
      rows.add(
          "moved by",
          ValueText.signed(moved.effect()),
          "%s is %s".formatted(moved.feature(), valueOf(moved.feature())));
    }
    return rows;
  }

  private String valueOf(String feature) {
    return explanation.features().stream()
        .filter(each -> each.name().equals(feature))
        .map(each -> ValueText.of(each.value()))
        .findFirst()
        .orElse(GONE);
  }

  private AlignedRows lists() {
    AlignedRows rows = new AlignedRows();
    for (ListAnswer answer : decision.lists()) {
      rows.add(answer.list(), answer.item(), answer.isOn() ? "on it" : "not on it");
    }
    return rows;
  }

  private AlignedRows rules() {
    AlignedRows rows = RuleText.of(explanation.rules());
    if (trail.prediction() == null) {
      rows.add("the prediction that they were asked of is " + GONE);
    }
    return rows;
  }

  private String rulesTitle() {
    return explanation.isOfAnotherPolicy()
        ? "Rules, of the folder as it is: it has changed since, for these decide otherwise"
        : "Rules, the first that holds decides";
  }

  private AlignedRows versions() {
    AlignedRows rows = new AlignedRows();
    rows.add("release", release(decision.release()));
    rows.add("model", model(decision.model()));
    Assessment shadow = shadow();
    if (shadow != null) {
      rows.add("in shadow", release(shadow.release()));
      rows.add("its model", model(shadow.model()));
      rows.add("it says", scores(shadow.outputs()));
    }
    return rows;
  }

  private @Nullable Assessment shadow() {
    Found<Prediction> prediction = trail.prediction();
    return prediction == null ? null : prediction.value().shadow();
  }

  private static String release(int release) {
    return release == 0
        ? "0, the folder that the services were started with"
        : Integer.toString(release);
  }

  private static String model(@Nullable ModelRef model) {
    return model == null ? "none" : "%s, sha256 %s".formatted(model.name(), model.sha256());
  }

  private static String scores(Map<String, FeatureValue> scores) {
    return scores.entrySet().stream()
        .map(score -> score.getKey() + " " + ValueText.of(score.getValue()))
        .collect(Collectors.joining(", "));
  }

  private AlignedRows records() {
    AlignedRows rows = new AlignedRows();
    Found<byte[]> raw = trail.raw();
    rows.add("raw", decision.raw().toString(), raw == null ? GONE : "arrived " + raw.stamped());
    Found<Prediction> prediction = trail.prediction();
    if (prediction != null) {
      prediction
          .value()
          .sources()
          .forEach((part, position) -> rows.add("part " + part, position.toString()));
    }
    rows.add("prediction", prediction == null ? GONE : prediction.at().toString());
    rows.add("decision", trail.decision().at().toString());
    for (Step step : trail.actions()) {
      addRecord(rows, "action " + step.name(), step.asked());
      addRecord(rows, "its result", step.result());
    }
    return rows;
  }

  private static void addRecord(AlignedRows rows, String name, @Nullable Found<?> record) {
    if (record != null) {
      rows.add(name, record.at().toString());
    }
  }
}
