package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the webhook of an action.
final class WebhookReader {
  private static final List<String> KEYS = List.of("url", "headers", "body");

  /// A token of [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-tokens).
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /// What a header can hold in every server: visible ASCII, and blanks between it.
  private static final Pattern VISIBLE = Pattern.compile("[ -~]*");

  /// Headers that action-triggers sets itself, or the connection.
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "idempotency-key",
          "transfer-encoding",
          "upgrade");

  private static final String TAKEN_PREFIX = "webhook-";

  private final TemplateReader templates;
  private final Findings findings;

  WebhookReader(TemplateReader templates, Findings findings) {
    this.templates = templates;
    this.findings = findings;
  }

  Optional<TargetReader.Read> read(Yaml value) {
    return Section.of("webhook", value, KEYS, findings).flatMap(this::webhook);
  }

  private Optional<TargetReader.Read> webhook(Section section) {
    Optional<Scalar> url = section.requiredText("url", "url: https://example.com/hook");
    Map<String, String> headers =
        section
            .value("headers")
            .flatMap(value -> Section.open("headers", value, findings))
            .map(this::headers)
            .orElse(Map.of());
    Optional<BodyTemplate> body = section.value("body").flatMap(templates::read);
    return url.filter(this::isAddress)
        .map(text ->
            new TargetReader.Read(
                new TargetDefinition.Webhook(text.text(), headers), body.orElse(null)));
  }

  private boolean isAddress(Scalar url) {
    boolean isHttp = isHttp(url.text());
    if (!isHttp) {
      findings.add(
          url.line(),
          "url '%s' is no HTTP address".formatted(url.text()),
          "write https://…, or ${NAME} to take it from the environment of action-triggers");
    }
    return isHttp && isOurs("url", url);
  }

  /// Whoever can publish a release could send out otherwise how the services reach Kafka.
  private boolean isOurs(String key, Scalar text) {
    boolean isReserved = SecretNames.hasReserved(text.text());
    if (isReserved) {
      findings.add(
          text.line(),
          "%s names what configures the services".formatted(key),
          "give the secret a name that begins neither with KAFKA_ nor with MILLRACE_");
    }
    return !isReserved;
  }

  /// Secrets are unknown here: what stands around them is what can be checked.
  private static boolean isHttp(String url) {
    if (SecretNames.leads(url)) {
      return true;
    }
    try {
      URI uri = URI.create(SecretNames.replace(url, _ -> "x"));
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Map<String, String> headers(Section section) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : section.entries().keySet()) {
      Optional<Scalar> value = section.text(name).filter(text -> isValue(name, text));
      if (isName(name, section.line(name)) && value.isPresent()) {
        String before = headers.put(name.toLowerCase(Locale.ROOT), value.get().text());
        if (before != null) {
          findings.add(
              section.line(name),
              "header '%s' is there twice".formatted(name),
              "keep one of them: names of headers have no case");
        }
      }
    }
    return headers;
  }

  private boolean isName(String name, int line) {
    String header = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      findings.add(
          line,
          "'%s' is no name of a header".formatted(name),
          "use letters, digits and hyphens, e.g. authorization");
      return false;
    }
    if (TAKEN.contains(header) || header.startsWith(TAKEN_PREFIX)) {
      findings.add(
          line, "header '%s' is set by Millrace itself".formatted(name), "choose another name");
      return false;
    }
    return true;
  }

  private boolean isValue(String name, Scalar value) {
    if (!VISIBLE.matcher(value.text()).matches()) {
      findings.add(
          value.line(),
          "header '%s' has a character that no header can hold".formatted(name),
          "use visible ASCII and blanks, on one line");
      return false;
    }
    if (SecretNames.hasMalformed(value.text())) {
      findings.add(
          value.line(),
          "header '%s' names no secret after '${'".formatted(name),
          "write ${NAME} with letters, digits and _, e.g. Bearer ${TOKEN}");
      return false;
    }
    return isOurs("header '%s'".formatted(name), value);
  }
}
