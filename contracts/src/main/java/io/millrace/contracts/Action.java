package io.millrace.contracts;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that shall be done because of a decision. Secrets in the target stay unresolved here.
///
/// @param eventId the event that it is about
/// @param name its name within the pipeline; with the event's id it makes the idempotency key
/// @param outcome the outcome that asks for it, such as `DECLINE`
/// @param release the release that declares it; 0 is the folder that the services were started with
/// @param target where it goes
/// @param body what is sent there, JSON
public record Action(
    String eventId, String name, String outcome, int release, Target target, Payload body) {

  /// The same for every attempt at the same action, and for no other.
  public String idempotencyKey() {
    return eventId + ':' + name;
  }

  /// Where an action goes: nothing is left to be computed, only secrets to be put in.
  public sealed interface Target {

    /// A record on the pipeline's topic of this name.
    record ToTopic(String topic) implements Target {}

    /// A line in the log of action-triggers.
    record ToLog() implements Target {}

    /// An HTTP POST. URL and headers may name secrets as `${NAME}`.
    ///
    /// @param headers by lower-case name, besides those that every webhook gets
    record ToWebhook(String url, Map<String, String> headers) implements Target {

      public ToWebhook {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      }

      /// A webhook without headers of its own.
      public ToWebhook(String url) {
        this(url, Map.of());
      }
    }

    /// An item of a list, from the event's timestamp on.
    ///
    /// @param duration for how long, absent for as long as nobody takes it off
    record ToList(String list, String item, @Nullable Duration duration) implements Target {

      public ToList {
        ListItem.require(list, item);
        if (duration != null && !duration.isPositive()) {
          throw new IllegalArgumentException(
              "%s cannot be on list %s for %s".formatted(item, list, duration));
        }
      }
    }

    /// Nowhere: an expression of the action could not be computed, so it fails.
    ///
    /// @param reason why
    record Unmade(String reason) implements Target {}
  }
}
