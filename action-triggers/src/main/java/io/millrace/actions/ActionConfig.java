package io.millrace.actions;

import io.millrace.runtime.InvalidConfiguration;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What action-triggers takes from the environment, besides the secrets of the pipeline's webhooks.
///
/// @param webhookSecret signs webhooks; absent for no signature
/// @param webhookTimeout how long one attempt at a webhook may take
/// @param schedule when a webhook is tried again
/// @param allowedHosts hosts that may be reached without TLS and at addresses that are not public
record ActionConfig(
    @Nullable WebhookSecret webhookSecret,
    Duration webhookTimeout,
    RetrySchedule schedule,
    Set<String> allowedHosts) {
  static final String WEBHOOK_ALLOW = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW";
  static final String WEBHOOK_SECRET = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET";
  static final String WEBHOOK_TIMEOUT = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_TIMEOUT_MS";
  static final String WEBHOOK_ATTEMPTS = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ATTEMPTS";
  static final String WEBHOOK_LONGEST_PAUSE = "MILLRACE_ACTION_TRIGGERS_WEBHOOK_LONGEST_PAUSE_MS";
  static final Set<String> KEYS =
      Set.of(
          WEBHOOK_ALLOW,
          WEBHOOK_SECRET,
          Secrets.fileKey(WEBHOOK_SECRET),
          WEBHOOK_TIMEOUT,
          WEBHOOK_ATTEMPTS,
          WEBHOOK_LONGEST_PAUSE);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int PAUSE_FACTOR = 2;

  /// With these an action is given up after pauses of 49 minutes at most.
  private static final int DEFAULT_ATTEMPTS = 20;

  private static final int DEFAULT_LONGEST_PAUSE = 300_000;

  static ActionConfig from(Map<String, String> env) {
    Optional<WebhookSecret> secret =
        new Secrets(env).find(WEBHOOK_SECRET).map(WebhookSecret::parse);
    int attempts = number(env, WEBHOOK_ATTEMPTS, DEFAULT_ATTEMPTS, 1, 100);
    int longestPause = number(env, WEBHOOK_LONGEST_PAUSE, DEFAULT_LONGEST_PAUSE, 1, 3_600_000);
    return new ActionConfig(
        secret.orElse(null),
        Duration.ofMillis(number(env, WEBHOOK_TIMEOUT, 5_000, 100, 20_000)),
        new RetrySchedule(attempts, FIRST_PAUSE, PAUSE_FACTOR, Duration.ofMillis(longestPause)),
        hosts(env.getOrDefault(WEBHOOK_ALLOW, "")));
  }

  private static Set<String> hosts(String text) {
    return Arrays.stream(text.split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int number(
      Map<String, String> env, String key, int otherwise, int least, int most) {
    String text = env.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw noNumber(key, text, least, most);
    }
    throw noNumber(key, text, least, most);
  }

  private static InvalidConfiguration noNumber(String key, String text, int least, int most) {
    return new InvalidConfiguration(
        "%s is '%s': set it to a whole number from %d to %d".formatted(key, text, least, most));
  }
}
