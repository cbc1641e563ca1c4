package io.millrace.actions;

import io.millrace.contracts.Action;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The HTTP requests of webhooks: the action's body, its idempotency key, and a signature of both.
///
/// Every attempt at an action has the same key and body; the time in the signature is its own.
final class WebhookRequests {
  private final @Nullable WebhookSecret secret;
  private final InstantSource clock;

  /// @param secret signs the requests; absent for none
  WebhookRequests(@Nullable WebhookSecret secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  HttpRequest post(Action action, URI address) {
    byte[] body = action.body().bytes();
    String id = VisibleText.of(action.idempotencyKey());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .POST(BodyPublishers.ofByteArray(body))
            .header("content-type", "application/json")
            .header("Idempotency-Key", id);
    if (secret != null) {
      long timestamp = clock.instant().getEpochSecond();
      request
          .header("webhook-id", id)
          .header("webhook-timestamp", Long.toString(timestamp))
          .header("webhook-signature", secret.sign(id, timestamp, body));
    }
    return request.build();
  }
}
