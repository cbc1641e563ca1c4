package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToLog;
import java.util.function.Consumer;

/// Writes one line for each action, without the payload.
record LogAction(Consumer<String> log) implements Performer<ToLog> {

  @Override
  public Attempt attempt(Action action, ToLog target) {
    log.accept(
        "event=%s action=%s outcome=%s"
            .formatted(
                VisibleText.of(action.eventId()),
                VisibleText.of(action.name()),
                VisibleText.of(action.outcome())));
    return new Attempt.Succeeded("logged");
  }
}
