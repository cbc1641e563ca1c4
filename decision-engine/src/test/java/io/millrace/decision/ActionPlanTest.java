package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionPlanTest {
  private final PipelineDefinition pipeline = TestPipeline.orders();
  private final ActionPlan plan = new ActionPlan(pipeline.actions());

  @Test
  void asksForEachActionOfTheOutcomeInOrder() {
    List<Action> actions = plan.actionsFor(decided(0.95));

    assertThat(actions).extracting(Action::idempotencyKey).containsExactly("7:block", "7:note");
    assertThat(actions).extracting(Action::outcome).containsOnly("DECLINE");
    assertThat(actions.getFirst().target()).isEqualTo(new Target.ToWebhook("${BLOCK_URL}"));
  }

  @Test
  void asksForNothingWhereTheOutcomeHasNoActions() {
    List<Action> actions = plan.actionsFor(decided(0.1));

    assertThat(actions).isEmpty();
  }

  @Test
  void bodyIsTheDecisionAndTheProducersJsonUnchanged() {
    List<Action> actions = plan.actionsFor(decided(0.95));

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

  private Decided decided(double score) {
    Prediction prediction = TestPipeline.prediction("7", 2, score);
    Policy policy = new Policy(pipeline.policy(), pipeline.event().schema());
    Position position = new Position("orders.predictions", 1, 9);
    return new Decided(
        policy.judge(prediction, Lists.EMPTY).on(prediction, position), prediction.event());
  }
}
