package io.millrace.cli.explain;

import io.millrace.cli.explain.Trail.Step;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.definition.TargetDefinition;

/// Where an action goes: as its record says, or where there is none as the release declares it.
///
/// @param kind `topic`, `webhook`, `list`, `log`, or `unmade` where it could not be made
/// @param name which of that kind; for what could not be made, why
/// @param text both, as people read it
record StepTarget(String kind, String name, String text) {

  static StepTarget of(Step step) {
    return step.asked() == null ? declared(step.declared()) : asked(step.asked().value().target());
  }

  private static StepTarget asked(Target target) {
    return switch (target) {
      case Target.ToTopic(String topic) -> topic(topic);
      case Target.ToWebhook(String url, var _) -> webhook(url);
      case Target.ToList list ->
          new StepTarget("list", list.list(), "%s to list %s".formatted(list.item(), list.list()));
      case Target.ToLog() -> log();
      case Target.Unmade(String reason) -> new StepTarget("unmade", reason, "not made: " + reason);
    };
  }

  private static StepTarget declared(TargetDefinition target) {
    return switch (target) {
      case TargetDefinition.Topic(String topic) -> topic(topic);
      case TargetDefinition.Webhook(String url, var _) -> webhook(url);
      case TargetDefinition.AddToList list ->
          new StepTarget("list", list.list(), "to list " + list.list());
      case TargetDefinition.Log() -> log();
    };
  }

  private static StepTarget topic(String topic) {
    return new StepTarget("topic", topic, "to topic " + topic);
  }

  private static StepTarget webhook(String url) {
    return new StepTarget("webhook", url, "to " + url);
  }

  private static StepTarget log() {
    return new StepTarget("log", "", "to the log");
  }
}
