package io.millrace.contracts;

/// What came of an action.
///
/// @param eventId the event that it is about
/// @param action the action's name
/// @param status whether it was performed
/// @param attempts how often it was tried
/// @param answer what the other side said last, shortened
public record ActionResult(
    String eventId, String action, Status status, int attempts, String answer) {

  /// How an action ended.
  public enum Status {
    PERFORMED,
    FAILED
  }

  public String idempotencyKey() {
    return eventId + ':' + action;
  }
}
