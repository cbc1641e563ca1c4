package io.millrace.cli.console;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import java.util.Optional;

/// An action as the page lists it.
///
/// @param arrived when its event came to `raw`, in milliseconds since 1970
/// @param command what explains the decision that asks for it
/// @param result what came of it; empty while nothing did
record ActionRow(
    Action action, long arrived, Optional<String> command, Optional<ActionResult> result) {

  ActionRow with(ActionResult came) {
    return new ActionRow(action, arrived, command, Optional.of(came));
  }

  /// Where it goes; secrets stay unresolved.
  String target() {
    return switch (action.target()) {
      case Action.Target.ToTopic(String topic) -> "topic " + topic;
      case Action.Target.ToWebhook(String url, var _) -> url;
      case Action.Target.ToList list -> "%s to list %s".formatted(list.item(), list.list());
      case Action.Target.ToLog() -> "the log";
      case Action.Target.Unmade(String reason) -> "not made: " + reason;
    };
  }
}
