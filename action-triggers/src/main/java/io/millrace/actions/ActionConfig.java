package io.millrace.actions;

import io.millrace.runtime.InvalidConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What action-triggers takes from the environment, besides the names in the pipeline's URLs.
///
/// @param webhookSecret signs webhooks; absent for no signature
/// @param webhookTimeout how long one attempt at a webhook may take
record ActionConfig(@Nullable WebhookSecret webhookSecret, Duration webhookTimeout) {
  static final String WEBHOOK_SECRET = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET";
  static final String WEBHOOK_TIMEOUT = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_TIMEOUT_MS";
  static final Set<String> KEYS = Set.of(WEBHOOK_SECRET, WEBHOOK_TIMEOUT);

  /// Longer, and all attempts at one action could outlast the time that Kafka allows between polls.
  static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final String DEFAULT_TIMEOUT = "5000";

  static ActionConfig from(Map<String, String> env) {
    String secret = env.get(WEBHOOK_SECRET);
    return new ActionConfig(
        secret == null ? null : WebhookSecret.parse(secret),
        timeout(env.getOrDefault(WEBHOOK_TIMEOUT, DEFAULT_TIMEOUT)));
  }

  private static Duration timeout(String text) {
    try {
      Duration timeout = Duration.ofMillis(Integer.parseInt(text));
      if (timeout.compareTo(SHORTEST_TIMEOUT) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
        return timeout;
      }
    } catch (NumberFormatException e) {
      throw noTimeout(text);
    }
    throw noTimeout(text);
  }

  private static InvalidConfiguration noTimeout(String text) {
    return new InvalidConfiguration(
        "%s is '%s': set it to a number of milliseconds from %d to %d"
            .formatted(
                WEBHOOK_TIMEOUT, text, SHORTEST_TIMEOUT.toMillis(), LONGEST_TIMEOUT.toMillis()));
  }
}
