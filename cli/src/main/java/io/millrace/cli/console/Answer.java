package io.millrace.cli.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What the console answers a request with.
final class Answer {
  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  /// The page loads nothing from elsewhere, nobody may frame it, and no text of a record can become
  /// a script.
  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final int status;
  private final String type;
  private final byte[] body;

  Answer(int status, String type, byte[] body) {
    this.status = status;
    this.type = type;
    this.body = body.clone();
  }

  /// A line of text.
  static Answer text(int status, String text) {
    return new Answer(status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Answer json(String json) {
    return new Answer(200, JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /// The headers that every answer has.
  static void writeHeaders(Headers headers, String type) {
    SECURITY.forEach(headers::set);
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
  }

  void to(HttpExchange exchange) throws IOException {
    writeHeaders(exchange.getResponseHeaders(), type);
    if (status == 405) {
      exchange.getResponseHeaders().set("Allow", "GET");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
