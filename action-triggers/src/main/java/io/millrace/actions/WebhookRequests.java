package io.millrace.actions;

import io.millrace.contracts.Action;
import java.time.InstantSource;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// The HTTP requests of webhooks: the action's body, its idempotency key, a signature of both, and
/// the webhook's own headers.
///
/// Every attempt at an action has the same key and body; the time in the signature is its own.
final class WebhookRequests {
  private static final ContentType JSON = ContentType.create("application/json");

  private final @Nullable WebhookSecret secret;
  private final InstantSource clock;

  /// @param secret signs the requests; absent for none
  WebhookRequests(@Nullable WebhookSecret secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  HttpPost post(Action action, Webhooks.Resolved webhook) {
    byte[] body = action.body().bytes();
    String id = VisibleText.of(action.idempotencyKey());
    HttpPost request = new HttpPost(webhook.address());
    webhook.headers().forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, JSON));
    request.setHeader("Idempotency-Key", id);
    if (secret != null) {
      long timestamp = clock.instant().getEpochSecond();
      request.setHeader("webhook-id", id);
      request.setHeader("webhook-timestamp", Long.toString(timestamp));
      request.setHeader("webhook-signature", secret.sign(id, timestamp, body));
    }
    return request;
  }
}
