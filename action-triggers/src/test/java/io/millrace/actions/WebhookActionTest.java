package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.runtime.PerRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookActionTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  private static final Set<String> ALLOWED =
      Set.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]");

  private final AtomicInteger lookups = new AtomicInteger();
  private WebhookClient client = client(Set.of("127.0.0.1"));
  private final Timer latency = new SimpleMeterRegistry().timer("millrace.webhook");

  @AfterEach
  void stop() throws IOException {
    client.close();
  }

  private WebhookClient client(Set<String> allowed) {
    return new WebhookClient(
        new GuardedDns(
            allowed,
            host -> {
              lookups.incrementAndGet();
              return InetAddress.getAllByName(host);
            }),
        TIMEOUT);
  }

  @Test
  void postsTheBodyUnderTheIdempotencyKey() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      Attempt attempt = attempt(endpoint.url(), "7", null);

      assertThat(attempt).isEqualTo(new Attempt.Succeeded("HTTP 200"));
      FakeEndpoint.Received received = endpoint.received().getFirst();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.uri()).isEqualTo("/block?key=k1");
      assertThat(received.body()).isEqualTo(TestPipeline.BODY);
      assertThat(received.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("idempotency-key", "7:block")
          .doesNotContainKey("webhook-signature");
    }
  }

  @Test
  void sendsTheHeadersOfTheWebhookWithTheirSecrets() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      Action hold = TestPipeline.hold("7");

      Attempt attempt = webhook(endpoint.url(), null).attempt(hold, (ToWebhook) hold.target());

      assertThat(attempt).isEqualTo(new Attempt.Succeeded("HTTP 200"));
      assertThat(endpoint.received().getFirst().headers())
          .containsEntry("authorization", "Bearer s3cret")
          .containsEntry("content-type", "application/json")
          .containsEntry("idempotency-key", "7:hold");
    }
  }

  @Test
  void otherHeadersThanThoseOfTheReleaseAreRefused() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      ToWebhook other =
          new ToWebhook(TestPipeline.WEBHOOK.url(), Map.of("x-stolen", "${BLOCK_KEY}"));

      Attempt attempt = webhook(endpoint.url(), null).attempt(TestPipeline.block("7"), other);

      assertThat(attempt).isInstanceOf(Attempt.Refused.class);
      assertThat(endpoint.received()).isEmpty();
    }
  }

  @Test
  void webhookOfAnotherReleaseIsRefusedAndNotCalled() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      Action hold = TestPipeline.hold("7");

      Attempt attempt =
          webhook(endpoint.url(), null).attempt(TestPipeline.block("7"), (ToWebhook) hold.target());

      assertThat(attempt)
          .isEqualTo(
              new Attempt.Refused(
                  "webhook '${HOLD_URL}/hold' is none of this pipeline's actions: add it there,"
                      + " then redrive"));
      assertThat(endpoint.received()).isEmpty();
    }
  }

  @Test
  void signsTheRequestWhereThereIsASecret() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      WebhookSecret secret = WebhookSecret.parse(SECRET);

      attempt(endpoint.url(), "7", secret);

      long now = FakeOutside.NOW.getEpochSecond();
      assertThat(endpoint.received().getFirst().headers())
          .containsEntry("webhook-id", "7:block")
          .containsEntry("webhook-timestamp", Long.toString(now))
          .containsEntry(
              "webhook-signature", secret.sign("7:block", now, TestPipeline.BODY.bytes()));
    }
  }

  @Test
  void anyEventIdCanBeSent() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      attempt(endpoint.url(), "ж\r\nX: y", null);

      assertThat(endpoint.received().getFirst().headers())
          .containsEntry("idempotency-key", "%D0%B6%0D%0AX:%20y:block");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void whatMayPassIsAFailure(int status) throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(status)) {
      assertThat(attempt(endpoint.url(), "7", null))
          .isEqualTo(new Attempt.Failed("HTTP " + status));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 422})
  void whatStaysIsARefusalAndRedirectsAreNotFollowed(int status) throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(status)) {
      assertThat(attempt(endpoint.url(), "7", null))
          .isEqualTo(new Attempt.Refused("HTTP " + status));
      assertThat(endpoint.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {FakeEndpoint.HANG, FakeEndpoint.HANG_IN_BODY})
  void serverThatHangsIsLeftAfterTheTimeOut(int how) throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(how)) {
      assertThat(attempt(endpoint.url(), "7", null))
          .isEqualTo(new Attempt.Failed("no answer within 400 ms"));
    }
  }

  @Test
  void serverSaysHowLongToWait() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(429)) {
      endpoint.retryAfter("7");

      assertThat(attempt(endpoint.url(), "7", null))
          .isEqualTo(new Attempt.Failed("HTTP 429", Duration.ofSeconds(7)));
    }
  }

  @Test
  void serverThatIsNotThereIsAFailure() throws IOException {
    String url;
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      url = endpoint.url();
    }

    assertThat(attempt(url, "7", null))
        .isInstanceOfSatisfying(
            Attempt.Failed.class,
            failed -> assertThat(failed.answer()).isEqualTo("HttpHostConnectException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"})
  void addressThatIsNotPublicIsRefusedAndNotCalled(String host) throws IOException {
    client.close();
    client = client(Set.of());
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      String url = endpoint.url().replace("127.0.0.1", host);

      assertThat(attempt(url, "7", null))
          .isInstanceOfSatisfying(
              Attempt.Refused.class,
              refused ->
                  assertThat(refused.answer()).contains("an address that is not public: allow it"));
      assertThat(endpoint.received()).isEmpty();
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void webhookOutsideThePipelineIsRefusedAndNotCalled() throws IOException {
    try (FakeEndpoint endpoint = new FakeEndpoint(200)) {
      ToWebhook other = new ToWebhook(endpoint.url() + "/?stolen=${BLOCK_KEY}");

      Attempt attempt = webhook(endpoint.url(), null).attempt(TestPipeline.block("7"), other);

      assertThat(attempt).isInstanceOf(Attempt.Refused.class);
      assertThat(endpoint.received()).isEmpty();
    }
  }

  private Attempt attempt(String url, String eventId, @Nullable WebhookSecret secret) {
    return webhook(url, secret).attempt(TestPipeline.block(eventId), TestPipeline.WEBHOOK);
  }

  private WebhookAction webhook(String url, @Nullable WebhookSecret secret) {
    Secrets secrets =
        new Secrets(
            Map.of("BLOCK_URL", url, "BLOCK_KEY", "k1", "HOLD_URL", url, "HOLD_TOKEN", "s3cret"));
    return new WebhookAction(
        client,
        new PerRelease<>(
            TestPipeline.releases(),
            pipeline -> Webhooks.of(Webhooks.declaredBy(pipeline), secrets, ALLOWED)),
        new WebhookRequests(secret, () -> FakeOutside.NOW),
        new RetryAfter(() -> FakeOutside.NOW),
        latency);
  }
}
