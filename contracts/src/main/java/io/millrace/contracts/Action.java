package io.millrace.contracts;

/// Something that shall be done because of a decision. Secrets in the target stay unresolved here.
///
/// @param eventId the event that it is about
/// @param name its name within the pipeline; with the event's id it makes the idempotency key
/// @param outcome the outcome that asks for it, such as `DECLINE`
/// @param target where it goes
/// @param body what is sent there, JSON
public record Action(String eventId, String name, String outcome, Target target, Payload body) {

  /// The same for every attempt at the same action, and for no other.
  public String idempotencyKey() {
    return eventId + ':' + name;
  }

  /// Where an action goes.
  public sealed interface Target {

    /// A record on the pipeline's topic of this name.
    record ToTopic(String topic) implements Target {}

    /// A line in the log of action-triggers.
    record ToLog() implements Target {}

    /// An HTTP POST. The URL may name secrets as `${NAME}`.
    record ToWebhook(String url) implements Target {}
  }
}
