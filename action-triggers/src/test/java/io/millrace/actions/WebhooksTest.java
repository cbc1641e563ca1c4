package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.runtime.InvalidConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private static final ToWebhook HOOK = new ToWebhook("https://${HOST}/x?key=${KEY}");
  private static final ToWebhook SIGNED =
      new ToWebhook("https://x.org", Map.of("authorization", "Bearer ${KEY}", "x-team", "risk"));

  @Test
  void takesEveryNameFromTheEnvironment() {
    Webhooks webhooks =
        resolve(Map.of("HOST", "example.com", "KEY", "a$1b"), Set.of(), HOOK, SIGNED);

    assertThat(webhooks.of(HOOK))
        .contains(new Webhooks.Resolved(URI.create("https://example.com/x?key=a$1b"), Map.of()));
    assertThat(webhooks.of(SIGNED))
        .contains(
            new Webhooks.Resolved(
                URI.create("https://x.org"),
                Map.of("authorization", "Bearer a$1b", "x-team", "risk")));
  }

  @Test
  void showsNoSecretInWords() {
    Webhooks webhooks =
        resolve(Map.of("HOST", "s3cret.example", "KEY", "s3cret"), Set.of(), HOOK, SIGNED);

    assertThat(webhooks.toString()).doesNotContain("s3cret");
  }

  @Test
  void knowsNoOtherWebhook() {
    Webhooks webhooks = resolve(Map.of("KEY", "k"), Set.of(), SIGNED);

    assertThat(webhooks.of(new ToWebhook("https://evil.example/${KEY}"))).isEmpty();
    assertThat(webhooks.of(new ToWebhook("https://x.org", Map.of("x-all", "${KEY}")))).isEmpty();
  }

  @Test
  void nameThatIsNotSetIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> resolve(Map.of("HOST", "example.com"), Set.of(), HOOK))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "KEY is not set, but the webhook 'https://${HOST}/x?key=${KEY}' needs it: set it, or"
                + " KEY_FILE with the path of a file, in the environment of action-triggers");
  }

  @Test
  void nameOfAHeaderThatIsNotSetIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> resolve(Map.of("KEY", " "), Set.of(), SIGNED))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith(
            "KEY is not set, but header 'authorization' of the webhook 'https://x.org' needs it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\r\nx-admin: 1", "s3cret\n", "s3crét", "s3cret\u0000"})
  void secretThatNoHeaderCanHoldIsRefusedWithoutBeingShown(String secret) {
    assertThatThrownBy(() -> resolve(Map.of("KEY", secret), Set.of(), SIGNED))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith(
            "header 'authorization' of the webhook 'https://x.org' would hold a character")
        .hasMessageNotContaining("s3c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere", "ftp://s3cret.example/", "http://", "http://s3cret host/", "://"})
  void whatResolvesToNoHttpAddressIsRefusedWithoutBeingShown(String url) {
    assertThatThrownBy(() -> resolve(Map.of("URL", url), Set.of(), new ToWebhook("${URL}")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("'${URL}' is no HTTP address")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void hostWithoutTlsMustBeAllowed() {
    ToWebhook hook = new ToWebhook("${URL}");
    Map<String, String> environment = Map.of("URL", "http://S3cret.example/x");

    assertThatThrownBy(() -> resolve(environment, Set.of(), hook))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("'${URL}' goes to its host without TLS")
        .hasMessageNotContaining("3cret");
    assertThat(resolve(environment, Set.of("s3cret.example"), hook).of(hook)).isPresent();
  }

  @Test
  void areThoseOfAllOutcomes() {
    assertThat(Webhooks.declaredBy(TestPipeline.orders())).containsExactly(TestPipeline.WEBHOOK);
  }

  private static Webhooks resolve(
      Map<String, String> environment, Set<String> allowedHosts, ToWebhook... webhooks) {
    return Webhooks.of(List.of(webhooks), new Secrets(environment), allowedHosts);
  }
}
