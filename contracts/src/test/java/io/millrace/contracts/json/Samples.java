package io.millrace.contracts.json;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One record of each kind, as the frozen samples show them.
final class Samples {
  static final Event EVENT =
      new Event(
          "123",
          Instant.parse("2018-06-01T10:00:00Z"),
          List.of(new EntityKey("card", "42"), new EntityKey("terminal", "7")),
          new Position("card-fraud.raw", 3, 1842),
          Payload.of("{ \"tx_id\":\"123\",\t\"shop\":\"Café ☕ 𝕏\", \"amount\":12.50 }"));

  static final RoutingSlip SLIP = RoutingSlip.of(List.of(Part.EVENT, Part.ofEntity("card")));

  static final RoutingSlip SHADOWED =
      new RoutingSlip(
          new Stamp(7, 3, 4),
          List.of(Part.EVENT, Part.ofEntity("card")),
          List.of(Part.EVENT, Part.ofEntity("terminal")));

  static final RoutedEvent ROUTED = new RoutedEvent(EVENT, SLIP);

  static final RoutedEvent STAMPED = new RoutedEvent(EVENT, SHADOWED);

  static final Outcome OUTCOME =
      new Outcome(
          "123",
          Instant.parse("2018-06-01T10:00:00.250Z"),
          List.of(new EntityKey("card", "42")),
          FeatureValue.of(1),
          Instant.parse("2018-06-02T10:00:00Z"),
          "desk",
          new Position("card-fraud.feedback", 0, 9));

  static final RoutedOutcome ROUTED_OUTCOME = new RoutedOutcome(OUTCOME, new Stamp(7, 3, 4));

  static final FeaturePart COMPUTED =
      new FeaturePart(
          new FeaturePart.About(
              "123", Part.EVENT, SLIP, new Position("card-fraud.events-b", 1, 77), EVENT),
          new FeaturePart.Computed(values()));

  static final FeaturePart WITH_SHADOW =
      new FeaturePart(
          new FeaturePart.About(
              "123", Part.EVENT, SHADOWED, new Position("card-fraud.events-b", 1, 77), null),
          new FeaturePart.Computed(Map.of("amount", FeatureValue.of(12.5))),
          new FeaturePart.Computed(Map.of("amount", FeatureValue.of(13.5))));

  static final FeaturePart FAILED_FOR_SHADOW =
      new FeaturePart(
          new FeaturePart.About(
              "123", Part.EVENT, SHADOWED, new Position("card-fraud.events-b", 1, 77), null),
          new FeaturePart.Computed(Map.of("amount", FeatureValue.of(12.5))),
          new FeaturePart.Failed("no"));

  static final FeaturePart FAILED =
      new FeaturePart(
          new FeaturePart.About(
              "123", Part.ofEntity("card"), SLIP, new Position("card-fraud.events-a", 1, 78), null),
          new FeaturePart.Failed("the state is from a newer version"));

  static final EnrichedRecord ENRICHED =
      new EnrichedRecord(
          STAMPED,
          List.of(new EntityKey("terminal", "7")),
          List.of(
              new FeaturePart(
                  FeaturePart.About.of(
                      STAMPED, Part.ofEntity("card"), new Position("card-fraud.events", 1, 78)),
                  new FeaturePart.Computed(Map.of("amount", FeatureValue.of(12.5))),
                  new FeaturePart.Failed("no"))));

  static final EnrichedRecord ENRICHED_OUTCOME =
      new EnrichedRecord(ROUTED_OUTCOME, List.of(new EntityKey("terminal", "7")), List.of());

  static final ModelRef MODEL = new ModelRef("model.onnx", "ab12");

  static final Prediction PREDICTION =
      new Prediction(
          EVENT,
          new Assessment(
              0,
              values(),
              Map.of("score", FeatureValue.of(0.97)),
              MODEL,
              List.of("a:card: late"),
              null,
              List.of()),
          null,
          Map.of(Part.EVENT, new Position("card-fraud.features-b", 2, 5)));

  static final Prediction PREDICTION_WITH_SHADOW =
      new Prediction(
          EVENT,
          new Assessment(
              3,
              Map.of("amount", FeatureValue.of(12.5)),
              Map.of("score", FeatureValue.of(0.97)),
              MODEL,
              List.of(),
              null,
              List.of(new Assessment.Attribution("amount", 0.5))),
          new Assessment(
              4, Map.of(), Map.of(), MODEL, List.of(), "model: output score is NaN", List.of()),
          Map.of(Part.EVENT, new Position("card-fraud.features-b", 2, 5)));

  static final Assignment ASSIGNMENT =
      new Assignment(7, 3, null, Assignment.Cause.ROLLBACK, "4 declines too much");

  static final Assignment CANARY =
      new Assignment(8, 3, new Assignment.Challenger(4, 10), Assignment.Cause.ASSIGN, "");

  static final Decision DECISION =
      new Decision(
          "123",
          EVENT.time(),
          EVENT.entities(),
          "DECLINE",
          0,
          List.of("HIGH_RISK"),
          List.of(new RuleMatch(2, "REVIEW", "NEW_SHOP"), new RuleMatch(3, "APPROVE", null)),
          List.of(
              new ListAnswer("blocked-cards", "596", true),
              new ListAnswer("trusted-shops", "7", false)),
          0,
          Map.of("score", FeatureValue.of(0.97)),
          MODEL,
          List.of(),
          List.of(),
          EVENT.source(),
          new Position("card-fraud.predictions", 2, 6));

  static final Decision EXPLAINED_DECISION =
      new Decision(
          "123",
          EVENT.time(),
          EVENT.entities(),
          "DECLINE",
          4,
          List.of("HIGH_RISK"),
          List.of(),
          List.of(),
          3,
          Map.of("score", FeatureValue.of(0.97)),
          MODEL,
          List.of(
              new Assessment.Attribution("amount", 0.5),
              new Assessment.Attribution("is_night", -0.25)),
          List.of(),
          EVENT.source(),
          new Position("card-fraud.predictions", 2, 6));

  static final Decision HELD_BACK_DECISION =
      new Decision(
          "123",
          EVENT.time(),
          EVENT.entities(),
          "APPROVE",
          5,
          List.of(Decision.HELD_BACK),
          new Decision.HeldBack("DECLINE", 0.01),
          List.of(),
          List.of(),
          3,
          Map.of("score", FeatureValue.of(0.97)),
          MODEL,
          List.of(),
          List.of(),
          EVENT.source(),
          new Position("card-fraud.predictions", 2, 6));

  static final ListItem ITEM =
      new ListItem(
          "blocked-cards",
          "596",
          EVENT.time(),
          EVENT.time().plusSeconds(86_400),
          "action 123:block");

  static final ListItem LASTING_ITEM =
      new ListItem("blocked-cards", "a/b", EVENT.time(), null, "stolen");

  static final ListItem ITEM_FROM_NOW_ON =
      new ListItem("blocked-cards", "598", null, EVENT.time(), "");

  static final Action TO_TOPIC =
      new Action(
          "123",
          "topic-review",
          "REVIEW",
          0,
          new Target.ToTopic("review"),
          Payload.of("{\"a\": \"ü\"}"));

  static final Action TO_WEBHOOK =
      new Action("123", "call", "DECLINE", 0, new Target.ToWebhook("${HOOK}"), Payload.of("{}"));

  static final Action OF_A_RELEASE =
      new Action(
          "123",
          "call",
          "DECLINE",
          7,
          new Target.ToWebhook(
              "https://x.org/${PATH}", Map.of("authorization", "Bearer ${BLOCK_TOKEN}")),
          Payload.of("[{\"a\":1},null]"));

  static final Action TO_LOG =
      new Action("123", "log", "DECLINE", 0, new Target.ToLog(), Payload.of("{}"));

  static final Action TO_LIST =
      new Action(
          "123",
          "stop",
          "DECLINE",
          0,
          new Target.ToList("blocked-cards", "a/b", Duration.ofDays(1)),
          Payload.of("{}"));

  static final Action TO_LIST_FOR_EVER =
      new Action(
          "123",
          "stop",
          "DECLINE",
          0,
          new Target.ToList("blocked-cards", "596", null),
          Payload.of("{}"));

  static final Action UNMADE =
      new Action("123", "stop", "DECLINE", 0, new Target.Unmade("/ by zero"), Payload.of("{}"));

  static final ActionResult RESULT =
      new ActionResult("123", "call", ActionResult.Status.FAILED, 3, "503 \"busy\"\n");

  static final Evaluation EVALUATION =
      new Evaluation(
          LocalDate.parse("2018-06-01"),
          Evaluation.Group.OF_ALL,
          new Evaluation.Evidence(1200, 40, 5840.5),
          Map.of("average_precision", 0.71),
          List.of(
              new Evaluation.AtThreshold(0.9, 0.75, 0.5),
              new Evaluation.AtThreshold(0.99, null, 0.0)));

  static final Evaluation EVALUATION_OF_A_SEGMENT =
      new Evaluation(
          LocalDate.parse("2018-06-01"),
          new Evaluation.Group(3, "is_night=1"),
          new Evaluation.Evidence(2, 0, 10),
          Map.of(),
          List.of(new Evaluation.AtThreshold(0.9, 0.0, null)));

  private Samples() {}

  private static Map<String, FeatureValue> values() {
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    values.put("amount", FeatureValue.of(12.5));
    values.put("kind", FeatureValue.of("Café"));
    values.put("embedding", FeatureValue.Vector.of(1.0, -0.5));
    return values;
  }
}
