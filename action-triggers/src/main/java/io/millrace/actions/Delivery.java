package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import org.jspecify.annotations.Nullable;

/// An action on its way to an endpoint.
///
/// @param place where its record stands in the partition of `actions`
/// @param attempts how often it was tried
/// @param sender who wants to know what comes of it
record Delivery(Action action, long place, int attempts, Sender sender) {

  /// Whoever has something delivered. Its methods are called by other threads.
  interface Sender {

    /// Takes note of an attempt.
    ///
    /// @param after the delivery with the attempt counted
    /// @param result what came of it in the end, absent if it will be tried again
    void tried(Delivery after, @Nullable ActionResult result);
  }

  Delivery tried() {
    return new Delivery(action, place, attempts + 1, sender);
  }

  ActionResult result(Status status, String answer) {
    return new ActionResult(action.eventId(), action.name(), status, attempts, answer);
  }
}
