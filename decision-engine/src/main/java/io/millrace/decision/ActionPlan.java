package io.millrace.decision;

import io.millrace.contracts.Action;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.json.DecisionFormat;
import io.millrace.contracts.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What shall be done about each outcome.
///
/// The body of every action is `{"decision":{…},"event":{…}}`: the decision as it stands on its
/// topic, and the producer's JSON unchanged. It depends on the decided event alone, so a replay
/// asks for the same action with the same body.
final class ActionPlan {
  private static final byte[] BEFORE_DECISION = utf8("{\"decision\":");
  private static final byte[] BEFORE_EVENT = utf8(",\"event\":");
  private static final byte[] END = utf8("}");

  private final Map<String, List<ActionDefinition>> byOutcome;

  ActionPlan(Map<String, List<ActionDefinition>> byOutcome) {
    this.byOutcome = byOutcome;
  }

  /// The actions that a decision asks for, in the order of the pipeline.
  List<Action> actionsFor(Decided decided) {
    Decision decision = decided.decision();
    List<ActionDefinition> wanted = byOutcome.getOrDefault(decision.outcome(), List.of());
    if (wanted.isEmpty()) {
      return List.of();
    }
    Payload body = body(decided);
    return wanted.stream()
        .map(action ->
            new Action(
                decision.eventId(), action.name(), decision.outcome(), action.target(), body))
        .toList();
  }

  private static Payload body(Decided decided) {
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
