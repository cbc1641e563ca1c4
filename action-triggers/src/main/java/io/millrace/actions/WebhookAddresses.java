package io.millrace.actions;

import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.runtime.InvalidConfiguration;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the webhooks of the pipeline go: their URLs with each `${NAME}` taken from the
/// environment.
///
/// Resolved URLs are secrets: no message shows one.
record WebhookAddresses(Map<ToWebhook, URI> addresses) {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  WebhookAddresses {
    addresses = Map.copyOf(addresses);
  }

  /// Resolves the webhooks among some targets.
  ///
  /// Throws [InvalidConfiguration] when a name is not set, a URL is no HTTP address, or one goes
  /// without TLS to a host that is not allowed.
  static WebhookAddresses of(
      List<Target> targets, Map<String, String> environment, Set<String> allowedHosts) {
    Map<ToWebhook, URI> addresses = new HashMap<>();
    for (Target target : targets) {
      if (target instanceof ToWebhook webhook) {
        URI address = resolve(webhook.url(), environment);
        requireTls(webhook.url(), address, allowedHosts);
        addresses.put(webhook, address);
      }
    }
    return new WebhookAddresses(addresses);
  }

  /// The address of a webhook; empty if it is none of the pipeline's.
  Optional<URI> of(ToWebhook webhook) {
    return Optional.ofNullable(addresses.get(webhook));
  }

  private static URI resolve(String url, Map<String, String> environment) {
    String resolved =
        NAME.matcher(url)
            .replaceAll(name -> Matcher.quoteReplacement(value(name.group(1), url, environment)));
    try {
      URI address = URI.create(resolved);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(url);
    }
    throw noAddress(url);
  }

  private static void requireTls(String url, URI address, Set<String> allowedHosts) {
    if (!"https".equals(address.getScheme())
        && !allowedHosts.contains(address.getHost().toLowerCase(Locale.ROOT))) {
      throw new InvalidConfiguration(
          "the webhook '%s' goes to its host without TLS: write https://…, or allow the host by name in %s"
              .formatted(url, ActionConfig.WEBHOOK_ALLOW));
    }
  }

  private static String value(String name, String url, Map<String, String> environment) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new InvalidConfiguration(
          "%s is not set, but the webhook '%s' needs it: set it in the environment of %s"
              .formatted(name, url, ActionService.NAME));
    }
    return value;
  }

  private static InvalidConfiguration noAddress(String url) {
    return new InvalidConfiguration(
        "the webhook '%s' is no HTTP address once its names are resolved: make it http(s)://host/…"
            .formatted(url));
  }
}
