package io.millrace.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.explain.Trail.Step;
import io.millrace.cli.kafka.Found;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.definition.TargetDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// What a card transaction has left that was nearly reviewed: two rules nearly held.
final class CardTrail {
  private static final Instant ARRIVED = Instant.parse("2026-11-28T18:14:27.522Z");
  private static final ModelRef MODEL = new ModelRef("card-fraud", "ab12");
  private static final String JSON =
      "{\"tx_id\":\"1639\",\"event_time\":\"2018-04-03T23:02:40Z\",\"customer_id\":\"55\",\"terminal_id\":\"577\",\"amount\":312.5}";
  private static final Event EVENT =
      new Event(
          "1639",
          Instant.parse("2018-04-03T23:02:40Z"),
          List.of(new EntityKey("card", "55"), new EntityKey("terminal", "577")),
          new Position("card-fraud.raw", 2, 379),
          Payload.of(JSON));

  private CardTrail() {}

  static PipelineDefinition pipeline() throws Exception {
    return new PipelineReader().read(Path.of("../pipelines/card-fraud"));
  }

  static Trail whole() {
    return new Trail(
        decision(5),
        found("predictions", 3, 435, prediction()),
        found("raw", 2, 379, JSON.getBytes(UTF_8)),
        List.of(
            new Step(
                "topic-card-blocks",
                new TargetDefinition.Topic("card-blocks"),
                asked("topic-card-blocks", new Target.ToTopic("card-blocks")),
                result("topic-card-blocks", Status.PERFORMED, 1, "written to card-blocks")),
            new Step(
                "block",
                new TargetDefinition.Webhook("https://bank.example/blocks", Map.of()),
                asked("block", new Target.ToWebhook("https://bank.example/blocks")),
                result("block", Status.FAILED, 20, "503 busy")),
            new Step("log", new TargetDefinition.Log(), asked("log", new Target.ToLog()), null)));
  }

  /// As it is after a week: predictions are not kept longer.
  static Trail old() {
    return new Trail(decision(5), null, null, List.of());
  }

  static Found<Decision> decision(int rule) {
    return decision(rule, List.of(), null);
  }

  /// One that was held back from what its rules decide.
  static Found<Decision> heldBack(int rule, HeldBack heldBack) {
    return decision(rule, List.of(Decision.HELD_BACK), heldBack);
  }

  private static Found<Decision> decision(
      int rule, List<String> reasons, @Nullable HeldBack heldBack) {
    return found(
        "decisions",
        3,
        435,
        new Decision(
            EVENT.id(),
            EVENT.time(),
            EVENT.entities(),
            "APPROVE",
            rule,
            reasons,
            heldBack,
            List.of(),
            List.of(),
            0,
            prediction().judged().outputs(),
            MODEL,
            prediction().judged().attributions(),
            List.of(),
            EVENT.source(),
            new Position("card-fraud.predictions", 3, 435)));
  }

  private static Prediction prediction() {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    features.put("card_tx_count_7d", FeatureValue.of(4));
    features.put("terminal_risk_30d", FeatureValue.of(0.02));
    features.put("amount", FeatureValue.of(312.5));
    Assessment judged =
        new Assessment(
            0,
            features,
            Map.of("score", FeatureValue.of(0.47)),
            MODEL,
            List.of(),
            null,
            List.of(new Attribution("amount", 0.31), new Attribution("terminal_risk_30d", -0.02)));
    Map<Part, Position> sources = new LinkedHashMap<>();
    sources.put(Part.EVENT, new Position("card-fraud.events-b", 3, 435));
    sources.put(Part.ofEntity("card"), new Position("card-fraud.events-a", 0, 1158));
    return new Prediction(EVENT, judged, null, sources);
  }

  private static Found<Action> asked(String name, Target target) {
    return found(
        "actions", 1, 4, new Action(EVENT.id(), name, "APPROVE", 0, target, Payload.of("{}")));
  }

  private static Found<ActionResult> result(
      String name, Status status, int attempts, String answer) {
    return found(
        "action-results", 1, 3, new ActionResult(EVENT.id(), name, status, attempts, answer));
  }

  private static <V> Found<V> found(String topic, int partition, long offset, V value) {
    return new Found<>(
        new Position("card-fraud." + topic, partition, offset),
        ARRIVED,
        new RecordHeaders(),
        value);
  }
}
