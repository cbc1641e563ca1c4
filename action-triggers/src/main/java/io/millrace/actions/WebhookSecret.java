package io.millrace.actions;

import io.millrace.runtime.InvalidConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that webhooks are signed with, as Standard Webhooks 1.0 has it: HMAC-SHA256 over
/// `id.timestamp.body`.
final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final SecretKeySpec key;

  private WebhookSecret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// Reads `whsec_` and 24 to 64 bytes in base64; throws [InvalidConfiguration] on anything else.
  static WebhookSecret parse(String text) {
    byte[] key = decoded(text);
    if (!text.startsWith(PREFIX) || key.length < LEAST_BYTES || key.length > MOST_BYTES) {
      throw new InvalidConfiguration(
          "%s is no secret of Standard Webhooks: set it to %s and %d to %d bytes in base64, e.g. made with: openssl rand -base64 32"
              .formatted(ActionConfig.WEBHOOK_SECRET, PREFIX, LEAST_BYTES, MOST_BYTES));
    }
    return new WebhookSecret(key);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text.substring(Math.min(PREFIX.length(), text.length())));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /// The value of the header `webhook-signature`.
  ///
  /// @param timestamp seconds since 1970
  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
