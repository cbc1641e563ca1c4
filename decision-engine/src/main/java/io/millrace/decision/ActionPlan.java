package io.millrace.decision;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.TargetDefinition;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.PlainValue;
import io.millrace.contracts.json.DecisionFormat;
import io.millrace.contracts.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What shall be done about each outcome.
///
/// The body of an action is what its template makes of the decision, or without one
/// `{"decision":{…},"event":{…}}`: the decision as it stands on its topic, and the producer's JSON
/// unchanged. It depends on the decided event alone, so a replay asks for the same action with the
/// same body.
final class ActionPlan {
  private static final byte[] BEFORE_DECISION = utf8("{\"decision\":");
  private static final byte[] BEFORE_EVENT = utf8(",\"event\":");
  private static final byte[] END = utf8("}");

  private final Map<String, Wanted> byOutcome = new HashMap<>();

  /// The actions of an outcome, and what their expressions can read.
  private record Wanted(List<ActionDefinition> actions, PredictionVariables variables) {}

  /// @param schema that of the events
  ActionPlan(Map<String, List<ActionDefinition>> byOutcome, EventSchema schema) {
    byOutcome.forEach((outcome, actions) -> {
      List<Expression> readers = actions.stream().flatMap(ActionDefinition::expressions).toList();
      Wanted wanted = new Wanted(actions, new PredictionVariables(readers, schema));
      this.byOutcome.put(outcome, wanted);
    });
  }

  /// The actions that a decision asks for, in the order of the pipeline.
  List<Action> actionsFor(Decided decided) {
    Decision decision = decided.decision();
    Wanted wanted = byOutcome.get(decision.outcome());
    if (wanted == null || wanted.actions().isEmpty()) {
      return List.of();
    }
    Map<String, Object> variables = variables(decided, wanted.variables());
    TemplateBody bodies = new TemplateBody(variables);
    @Nullable Payload whole = null;
    List<Action> actions = new ArrayList<>(wanted.actions().size());
    for (ActionDefinition action : wanted.actions()) {
      Payload body;
      if (action.body() == null) {
        whole = whole == null ? whole(decided) : whole;
        body = whole;
      } else {
        body = bodies.of(action.body());
      }
      actions.add(
          new Action(
              decision.eventId(),
              action.name(),
              decision.outcome(),
              decision.release(),
              target(action.target(), variables),
              body));
    }
    return actions;
  }

  private static Map<String, Object> variables(Decided decided, PredictionVariables prediction) {
    Decision decision = decided.decision();
    Map<String, Object> variables = prediction.of(decided.prediction());
    variables.put("outcome", decision.outcome());
    variables.put("reasons", decision.reasons());
    variables.put("release", (long) decision.release());
    return variables;
  }

  private static Target target(TargetDefinition target, Map<String, Object> variables) {
    return switch (target) {
      case TargetDefinition.Topic(String name) -> new Target.ToTopic(name);
      case TargetDefinition.Webhook(String url, Map<String, String> headers) ->
          new Target.ToWebhook(url, headers);
      case TargetDefinition.AddToList list -> list(list, variables);
      case TargetDefinition.Log() -> new Target.ToLog();
    };
  }

  private static Target list(TargetDefinition.AddToList target, Map<String, Object> variables) {
    Expression item = target.item();
    if (Policy.lacksScore(item, variables)) {
      return new Target.Unmade("cannot compute '%s': there is no score".formatted(item.source()));
    }
    try {
      return switch (item.plain(variables)) {
        case PlainValue.Text(String text) -> onList(target, text);
        case PlainValue.Whole(long number) -> onList(target, Long.toString(number));
        case PlainValue other ->
            new Target.Unmade("'%s' gives no item, but %s".formatted(item.source(), other));
      };
    } catch (ExpressionFailure | IllegalArgumentException e) {
      return new Target.Unmade(String.valueOf(e.getMessage()));
    }
  }

  private static Target onList(TargetDefinition.AddToList target, String item) {
    return new Target.ToList(target.list(), item, target.duration());
  }

  private static Payload whole(Decided decided) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes(BEFORE_DECISION);
    json.writeBytes(JsonOutput.write(decided.decision(), new DecisionFormat()));
    json.writeBytes(BEFORE_EVENT);
    json.writeBytes(decided.event().payload().bytes());
    json.writeBytes(END);
    return Payload.of(json.toByteArray());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
