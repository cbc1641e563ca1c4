package io.millrace.actions;

import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.SecretNames;
import io.millrace.contracts.definition.TargetDefinition.Webhook;
import io.millrace.runtime.InvalidConfiguration;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The webhooks of a release, with a secret in the place of each `${NAME}`.
///
/// What is resolved is secret: no message shows it.
record Webhooks(Map<ToWebhook, Resolved> resolved) {
  private static final Pattern VISIBLE = Pattern.compile("[ -~]*");

  Webhooks {
    resolved = Map.copyOf(resolved);
  }

  /// Where a webhook goes, and the headers of its own that it brings along.
  record Resolved(URI address, Map<String, String> headers) {

    Resolved {
      headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
      return "a webhook with " + headers.size() + " headers";
    }
  }

  /// Those that a pipeline declares, as they stand in its actions.
  static List<ToWebhook> declaredBy(PipelineDefinition pipeline) {
    return pipeline.actions().values().stream()
        .flatMap(List::stream)
        .map(ActionDefinition::target)
        .flatMap(target ->
            target instanceof Webhook webhook
                ? Stream.of(new ToWebhook(webhook.url(), webhook.headers()))
                : Stream.of())
        .distinct()
        .toList();
  }

  /// Resolves webhooks.
  ///
  /// Throws [InvalidConfiguration] when a secret is missing, a URL is no HTTP address, one goes
  /// without TLS to a host that is not allowed, or a header would hold what none can.
  static Webhooks of(Collection<ToWebhook> webhooks, Secrets secrets, Set<String> allowedHosts) {
    Map<ToWebhook, Resolved> resolved = new HashMap<>();
    for (ToWebhook webhook : webhooks) {
      String url = webhook.url();
      URI address = address(url, resolve(url, "the webhook '%s'".formatted(url), secrets));
      requireTls(url, address, allowedHosts);
      resolved.put(webhook, new Resolved(address, headers(webhook, secrets)));
    }
    return new Webhooks(resolved);
  }

  /// A webhook with its secrets; empty if the release does not declare it.
  Optional<Resolved> of(ToWebhook webhook) {
    return Optional.ofNullable(resolved.get(webhook));
  }

  private static URI address(String url, String resolved) {
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

  private static Map<String, String> headers(ToWebhook webhook, Secrets secrets) {
    Map<String, String> headers = new LinkedHashMap<>();
    webhook
        .headers()
        .forEach((name, text) -> {
          String place = "header '%s' of the webhook '%s'".formatted(name, webhook.url());
          String value = resolve(text, place, secrets);
          if (!VISIBLE.matcher(value).matches()) {
            throw new InvalidConfiguration(
                "%s would hold a character that no header can, once its names are resolved: look for line breaks in the secrets"
                    .formatted(place));
          }
          headers.put(name, value);
        });
    return headers;
  }

  private static String resolve(String text, String place, Secrets secrets) {
    return SecretNames.replace(
        text,
        name ->
            secrets
                .find(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                    new InvalidConfiguration(
                        "%s is not set, but %s needs it: set it, or %s with the path of a file, in the environment of %s"
                            .formatted(name, place, Secrets.fileKey(name), ActionService.NAME))));
  }

  private static InvalidConfiguration noAddress(String url) {
    return new InvalidConfiguration(
        "the webhook '%s' is no HTTP address once its names are resolved: make it http(s)://host/…"
            .formatted(url));
  }
}
