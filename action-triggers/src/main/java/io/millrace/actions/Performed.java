package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;

/// An action, as its record brought it, with what came of it.
record Performed(OutboxEntry entry, ActionResult result) {

  Action action() {
    return entry.action();
  }

  boolean isFailed() {
    return result.status() == Status.FAILED;
  }

  /// Why the action is given up, in words that a person understands.
  String reason() {
    return "action %s failed at attempt %d: %s"
        .formatted(action().idempotencyKey(), result.attempts(), result.answer());
  }
}
