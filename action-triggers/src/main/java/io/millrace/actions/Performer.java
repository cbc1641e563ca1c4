package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;

/// Performs the actions of one kind of target. Safe for use by many threads.
interface Performer<T extends Target> {

  /// Tries once, within a bounded time. The same action may have been tried before, by this process
  /// or another.
  Attempt attempt(Action action, T target);
}
