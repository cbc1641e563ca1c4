package io.millrace.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

  /// The example of the Standard Webhooks libraries.
  @Test
  void signsThePublishedExample() {
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    String signature =
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_???", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void anythingElseIsRefusedWithoutBeingShown(String text) {
    assertThatThrownBy(() -> WebhookSecret.parse(text))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith(
            "MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET is no secret of Standard Webhooks: set it to");
  }
}
