package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionPlanTest {
  private static final String TEMPLATES =
      """
        DECLINE:
          - webhook:
              url: "${BLOCK_URL}"
              headers: {Authorization: "Bearer ${BLOCK_TOKEN}"}
              body:
                card: event.id
                items: event.items
                share: event.items / 4
                many: event.items > 1
                why: "reasons[0]"
                level: "'high \\"risk\\"'"
                at: time
                score: score
                amount: event.amount
                features: {amount: features.amount, risk: features.risk, whole: "double(release)"}
                list: [outcome, [reasons, degraded]]
                nothing: {}
        REVIEW:
          - {topic: review-queue, body: [event.id, score, "has(event.amount) || score > 0.5", release]}
          - log
      """;

  private final PipelineDefinition pipeline = TestPipeline.orders();

  @Test
  void asksForEachActionOfTheOutcomeInOrder() {
    List<Action> actions = actions(pipeline, TestPipeline.prediction("7", 2, 0.95));

    assertThat(actions).extracting(Action::idempotencyKey).containsExactly("7:block", "7:note");
    assertThat(actions).extracting(Action::outcome).containsOnly("DECLINE");
    assertThat(actions.getFirst().target()).isEqualTo(new Target.ToWebhook("${BLOCK_URL}"));
  }

  @Test
  void asksForNothingWhereTheOutcomeHasNoActions() {
    List<Action> actions = actions(pipeline, TestPipeline.prediction("7", 2, 0.1));

    assertThat(actions).isEmpty();
  }

  @Test
  void bodyIsTheDecisionAndTheProducersJsonUnchanged() {
    List<Action> actions = actions(pipeline, TestPipeline.prediction("7", 2, 0.95));

    assertThat(actions.getFirst().body())
        .hasToString(
            """
            {"decision":{"event_id":"7","event_time":"2018-06-02T10:00:00Z",\
            "entities":{"card":"42"},"outcome":"DECLINE","rule":2,"reasons":["HIGH_RISK"],\
            "scores":{"score":0.95},"model":{"name":"orders","sha256":"ab12"},"degraded":[],\
            "raw":"orders.raw-2@17","prediction":"orders.predictions-1@9"},\
            "event":{"id": "7", "items": 2}}\
            """);
  }

  @Test
  void bodyIsWhatTheTemplateMakesOfTheDecision(@TempDir Path folder) throws Exception {
    PipelineDefinition templates = TestPipeline.ordersWith(TEMPLATES, folder);
    Prediction prediction = TestPipeline.by(3, TestPipeline.prediction("7", 2, 0.95));

    List<Action> actions = actions(templates, prediction);

    assertThat(actions)
        .singleElement()
        .extracting(Action::body)
        .hasToString(
            """
            {"card":"7","items":2,"share":0,"many":true,"why":"HIGH_RISK",\
            "level":"high \\"risk\\"","at":"2018-06-02T10:00:00Z","score":0.95,"amount":null,\
            "features":{"amount":20.0,"risk":null,"whole":3.0},\
            "list":["DECLINE",[["HIGH_RISK"],false]],"nothing":{}}\
            """);
    assertThat(actions(templates, prediction)).isEqualTo(actions);
  }

  @Test
  void valueThatReadsTheScoreIsNullWhereThereIsNone(@TempDir Path folder) throws Exception {
    PipelineDefinition templates = TestPipeline.ordersWith(TEMPLATES, folder);

    List<Action> actions = actions(templates, TestPipeline.prediction("7", 2, null, "late"));

    assertThat(actions).hasSize(2);
    assertThat(actions.getFirst().body()).hasToString("[\"7\",null,null,0]");
    assertThat(actions.getLast().body().toString()).startsWith("{\"decision\":{");
  }

  @Test
  void itemOfAListIsComputedOfTheEvent(@TempDir Path folder) throws Exception {
    PipelineDefinition lists =
        TestPipeline.ordersWith(
            """
              DECLINE:
                - {add_to_list: {list: blocked, item: "'order-' + event.id", for: 24h}}
                - {add_to_list: {list: sizes, item: event.items}, name: size}
                - {add_to_list: {list: ratios, item: 100 / (event.items - 2)}, name: ratio}
                - {add_to_list: {list: scores, item: "string(score)"}, name: score}
            """,
            folder);

    List<Action> actions = actions(lists, TestPipeline.prediction("7", 2, 0.95));

    assertThat(actions)
        .extracting(Action::idempotencyKey, Action::target)
        .containsExactly(
            tuple(
                "7:add-to-list-blocked",
                new Target.ToList("blocked", "order-7", Duration.ofDays(1))),
            tuple("7:size", new Target.ToList("sizes", "2", null)),
            tuple(
                "7:ratio",
                new Target.Unmade("cannot compute '100 / (event.items - 2)': / by zero")),
            tuple("7:score", new Target.ToList("scores", "0.95", null)));
  }

  @Test
  void actionNamesItsReleaseAndKeepsSecretsUnresolved(@TempDir Path folder) throws Exception {
    PipelineDefinition templates = TestPipeline.ordersWith(TEMPLATES, folder);

    List<Action> actions =
        actions(templates, TestPipeline.by(3, TestPipeline.prediction("7", 2, 0.95)));

    assertThat(actions).extracting(Action::release).containsExactly(3);
    assertThat(actions.getFirst().target())
        .isEqualTo(
            new Target.ToWebhook("${BLOCK_URL}", Map.of("authorization", "Bearer ${BLOCK_TOKEN}")));
  }

  private static List<Action> actions(PipelineDefinition pipeline, Prediction prediction) {
    ReleasePolicy release = ReleasePolicy.of(pipeline);
    Position position = new Position("orders.predictions", 1, 9);
    Verdict verdict = release.policy().judge(prediction, Lists.EMPTY);
    return release.plan().actionsFor(new Decided(verdict.on(prediction, position), prediction));
  }
}
